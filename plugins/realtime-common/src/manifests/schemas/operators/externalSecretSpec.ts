import { z } from 'zod';
import { secretName } from '../parts';
import { closed } from '../kubernetes/closed';

/** `spec` of an ExternalSecret of the External Secrets operator. */
export const externalSecretSpec = closed(
  {
    refreshInterval: z
      .string()
      .regex(/^\d+(ns|us|ms|s|m|h)$/, 'write a duration as 1h')
      .optional(),
    secretStoreRef: closed({
      kind: z.enum(['SecretStore', 'ClusterSecretStore']).optional(),
      name: z.string().min(1),
    }).optional(),
    target: closed(
      { name: secretName.optional() },
      'creationPolicy deletionPolicy immutable manifest template',
    ).optional(),
    data: z
      .array(
        closed(
          {
            secretKey: z.string().min(1),
            remoteRef: closed(
              { key: z.string().min(1), property: z.string().optional() },
              'conversionStrategy decodingStrategy metadataPolicy nullBytePolicy version',
            ),
          },
          'sourceRef',
        ),
      )
      .optional(),
  },
  'dataFrom refreshPolicy syncWindows',
);
