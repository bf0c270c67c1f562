import type { Config } from '@backstage/config';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import { z } from 'zod';

/** A Kubernetes cluster of app-config, with its defaults filled in. @public */
export interface KubernetesClusterSettings {
  name: string;
  url: string;
  serviceAccountToken?: string;
  /** Base64 of PEM. */
  caData?: string;
  caFile?: string;
  skipTLSVerify: boolean;
  timeoutMs: number;
  /** Patterns; undefined allows every namespace but those of the cluster itself. */
  namespaces?: string[];
  /** `Kind` or `Kind.group` that may be created besides ours. */
  kinds: string[];
  /** Templates act with the token of their user; that of app-config is not used for them. */
  asUser: boolean;
}

const clusterName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    'a name has at most 63 letters, digits, dots, dashes or underscores',
  );

const connection = {
  url: z
    .string()
    .regex(
      /^https?:\/\/[^\s@]+$/,
      'a URL starts with https:// and holds no user',
    ),
  serviceAccountToken: z.string().min(1).optional(),
  caData: z.string().min(1).optional(),
  caFile: z.string().min(1).optional(),
  skipTLSVerify: z.boolean().default(false),
};

const ownCluster = z.strictObject({
  ...connection,
  timeoutMs: z.number().int().min(100).max(120_000).default(10_000),
  namespaces: z.array(z.string().min(1)).min(1).max(1_000).optional(),
  kinds: z.array(z.string().min(1)).max(100).default([]),
  asUser: z.boolean().default(false),
});

const ownSection = z.record(clusterName, ownCluster);

/** Ways of the core Kubernetes plugin in which each user brings a token. */
const USER_AUTH = ['google', 'oidc', 'aks'];

/** Of the core Kubernetes plugin; it has more keys, which are not ours to judge. */
const coreMethods = z.array(
  z.object({
    type: z.string(),
    clusters: z
      .array(
        z.object({
          name: clusterName,
          authProvider: z.string().default(''),
          ...connection,
        }),
      )
      .optional(),
  }),
);

/**
 * Clusters of `realtime.kubernetes.clusters`; without that section those of
 * type `config` of the core Kubernetes plugin. Empty when there are neither.
 * Throws a RealtimeError that names each wrong key and repeats no value.
 * @public
 */
export function readKubernetesClusters(
  config: Config,
): KubernetesClusterSettings[] {
  const own = config.getOptional('realtime.kubernetes.clusters');
  if (own !== undefined) {
    const clusters = read(ownSection, own, 'realtime.kubernetes.clusters');
    return Object.entries(clusters).map(([name, each]) => ({ name, ...each }));
  }
  const key = 'kubernetes.clusterLocatorMethods';
  const methods = read(coreMethods, config.getOptional(key) ?? [], key);
  return methods
    .filter(({ type }) => type === 'config')
    .flatMap(({ clusters = [] }) => clusters)
    .map(({ authProvider, ...each }) => ({
      ...each,
      timeoutMs: 10_000,
      kinds: [],
      asUser: USER_AUTH.includes(authProvider),
    }));
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  key: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${[key, ...path].join('.')}: ${message}`,
  );
  throw new RealtimeError(
    'realtime.kubernetes.misconfigured',
    `app-config has mistakes: ${problems.join('; ')}`,
  );
}
