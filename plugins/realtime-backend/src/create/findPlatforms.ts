import {
  claimApiVersion,
  MAX_PLATFORM_OPTIONS,
  OAM_API_VERSION,
  REALTIME_PLATFORM_CLAIM,
  RealtimeError,
  type ClaimApi,
  type CreatePlatforms,
  type CreatePlatformsRequest,
  type PlatformOption,
} from '@backstage-realtime/plugin-realtime-common';
import {
  currentConditions,
  type KubernetesClient,
  type KubernetesClusters,
  type KubernetesObject,
} from '@backstage-realtime/plugin-realtime-node';
import { PLACE_TIMEOUT_MS } from './askPlace';
import { asArray, asObject } from './looselyTyped';

/** Clusters that one question asks; the others are unknown. */
const MAX_CLUSTERS = 10;

/** What platforms are looked for with. */
export interface PlatformServices {
  clusters: KubernetesClusters;
  claimApi: ClaimApi;
}

/**
 * The streaming platforms that services can refer to: claims, and applications
 * that have a platform of their own name. All clusters are asked at the same
 * moment; one that fails is unknown and keeps none of the others from
 * answering. Only namespaces in which templates may create are told.
 */
export async function findPlatforms(
  request: CreatePlatformsRequest,
  { clusters, claimApi }: PlatformServices,
): Promise<CreatePlatforms> {
  const { kubernetesCluster, namespace } = request;
  const names = kubernetesCluster ? [kubernetesCluster] : clusters.names;
  const found = await Promise.all(
    names.map((name, index) =>
      orUnknown(name, async () => {
        if (index >= MAX_CLUSTERS) throw tooMany();
        const all = await listAll(clusters, { name, namespace, claimApi });
        return all.filter(each =>
          clusters.allowsNamespace(name, each.namespace),
        );
      }),
    ),
  );
  const platforms = found
    .flatMap(each => each.platforms)
    .sort((a, b) => sortKey(a).localeCompare(sortKey(b)));
  return {
    platforms: platforms.slice(0, MAX_PLATFORM_OPTIONS),
    more: Math.max(0, platforms.length - MAX_PLATFORM_OPTIONS),
    unknown: found.flatMap(each => each.unknown),
  };
}

type OfCluster = Pick<CreatePlatforms, 'platforms' | 'unknown'>;

async function orUnknown(
  kubernetesCluster: string,
  find: () => Promise<PlatformOption[]>,
): Promise<OfCluster> {
  try {
    return { platforms: await find(), unknown: [] };
  } catch (error) {
    if (!(error instanceof RealtimeError)) throw error;
    const { code, message: reason } = error;
    return { platforms: [], unknown: [{ kubernetesCluster, code, reason }] };
  }
}

/** Each namespace apart where app-config names them: the credential may have no right for all at once. */
async function listAll(
  clusters: KubernetesClusters,
  asked: { name: string; namespace?: string; claimApi: ClaimApi },
): Promise<PlatformOption[]> {
  const { name, namespace, claimApi } = asked;
  const client = clusters.getFor(name);
  const known = clusters.settingsOf(name).namespaces ?? ['*'];
  const allowed = known.some(pattern => pattern.includes('*'))
    ? [undefined]
    : known;
  const found = await Promise.all(
    (namespace ? [namespace] : allowed).map(each =>
      listIn(client, claimApi, each),
    ),
  );
  return found.flat();
}

async function listIn(
  client: KubernetesClient,
  claimApi: ClaimApi,
  namespace: string | undefined,
): Promise<PlatformOption[]> {
  const signal = AbortSignal.timeout(PLACE_TIMEOUT_MS);
  const list = (apiVersion: string, kind: string) =>
    client.list({ apiVersion, kind, namespace }, { signal }).catch(notServed);
  const [claims, applications] = await Promise.all([
    list(claimApiVersion(claimApi), REALTIME_PLATFORM_CLAIM),
    list(OAM_API_VERSION, 'Application'),
  ]);
  const toOption = (object: KubernetesObject, isReady: boolean) => ({
    kubernetesCluster: client.cluster,
    namespace: object.metadata.namespace ?? 'default',
    name: object.metadata.name,
    isReady,
  });
  return [
    ...claims.map(each => toOption(each, isClaimReady(each))),
    ...applications
      .filter(hasPlatform)
      .map(each => toOption(each, isApplicationReady(each))),
  ];
}

/** A site has one way of writing platforms, rarely both. */
function notServed(error: unknown): KubernetesObject[] {
  const isOther =
    error instanceof RealtimeError &&
    error.code === 'realtime.kubernetes.unknown-kind';
  if (isOther) return [];
  throw error;
}

function isClaimReady(claim: KubernetesObject): boolean {
  return currentConditions(claim).some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
}

/** One under another name is no other application's to refer to by the name of this one. */
function hasPlatform({ metadata, spec }: KubernetesObject): boolean {
  return asArray(asObject(spec).components)
    .map(asObject)
    .some(
      ({ type, name }) =>
        type === 'realtime-platform' && name === metadata.name,
    );
}

function isApplicationReady({ status }: KubernetesObject): boolean {
  const { status: phase, services } = asObject(status);
  return (
    phase === 'running' &&
    asArray(services).every(each => asObject(each).healthy === true)
  );
}

function tooMany(): RealtimeError {
  return new RealtimeError(
    'realtime.create.not-asked',
    `Only ${MAX_CLUSTERS} clusters are asked at once; choose the cluster first.`,
  );
}

function sortKey({ name, namespace, kubernetesCluster }: PlatformOption) {
  return [name, kubernetesCluster, namespace].join('\n');
}
