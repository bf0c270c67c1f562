import { z } from 'zod';
import { closed } from '../kubernetes/closed';

const interval = z
  .string()
  .regex(/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/, 'write a duration as 10m');

/** `spec` of a Kustomization of Flux. */
export const fluxKustomizationSpec = closed(
  {
    interval,
    timeout: interval.optional(),
    path: z.string().startsWith('./').optional(),
    prune: z.boolean(),
    sourceRef: closed(
      {
        kind: z.enum([
          'OCIRepository',
          'GitRepository',
          'Bucket',
          'ExternalArtifact',
        ]),
        name: z.string().min(1),
      },
      'apiVersion namespace',
    ),
    decryption: closed(
      {
        provider: z.literal('sops'),
        secretRef: closed({ name: z.string() }).optional(),
      },
      'serviceAccountName',
    ).optional(),
    dependsOn: z
      .array(closed({ name: z.string() }, 'namespace readyExpr'))
      .optional(),
  },
  `buildMetadata commonMetadata components deletionPolicy force healthCheckExprs
   healthChecks ignore ignoreMissingComponents images kubeConfig namePrefix
   nameSuffix patches postBuild retryInterval serviceAccountName suspend
   targetNamespace wait`,
);
