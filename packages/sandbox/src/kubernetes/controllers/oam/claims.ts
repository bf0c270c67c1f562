import { objectAt, textAt } from '../../model/json';
import type { Kind } from '../../model/Kind';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';
import type { InternalClient } from '../InternalClient';
import { ClaimPlayer } from './claimPlayer';
import type { Properties } from './component';
import { judgePlatform, judgeService } from './verdicts';

/** `realtime-platform`: a RealtimePlatformClaim of the same name. */
export function platformPlayer(client: InternalClient, kind: Kind) {
  return new ClaimPlayer<Properties<'realtime-platform'>>({
    client,
    kind,
    workload: { apiVersion: 'kafka.strimzi.io/v1', kind: 'Kafka' },
    judge: (isReady, claim, { properties: { iot } }) => ({
      ...judgePlatform({
        kafka: isReady ? 'ready' : {},
        isRegistryReady: isReady,
        ...(iot && { mqtt: isReady ? 'running' : 'starting' }),
      }),
      details: isReady
        ? { ...textsOf(claim, 'endpoints'), ...secretsOf(claim) }
        : {},
    }),
  });
}

/** `realtime-webservice`: an ApplicationClaim of the same name, one pod for all its roles. */
export function servicePlayer(client: InternalClient, kind: Kind) {
  return new ClaimPlayer<Properties<'realtime-webservice'>>({
    client,
    kind,
    workload: { apiVersion: 'apps/v1', kind: 'Deployment' },
    judge: (isReady, claim) => ({
      ...judgeService({ replicas: 1, availableReplicas: isReady ? 1 : 0 }),
      details: textsOf(claim, 'endpoints'),
    }),
  });
}

/** `kafka` as `kafkaSecret`, as the definition names them. */
function secretsOf(claim: KubernetesObject): Record<string, string> {
  const secrets = Object.entries(textsOf(claim, 'secrets'));
  return Object.fromEntries(
    secrets.map(([part, name]) => [`${part}Secret`, name]),
  );
}

function textsOf(
  claim: KubernetesObject,
  field: string,
): Record<string, string> {
  const all = objectAt(objectAt(asJson(claim), 'status'), field);
  const texts = Object.keys(all).map(key => [key, textAt(all, key)] as const);
  return Object.fromEntries(
    texts.flatMap(([key, text]) => (text === undefined ? [] : [[key, text]])),
  );
}
