import type { PipelineNames } from '../../pingpong/topics';
import type { Kind } from '../model/Kind';
import type { KubernetesObject } from '../model/KubernetesObject';
import { canBePulled } from '../rollouts/pods/podStatus';
import type { ClaimRecipe } from './ClaimController';
import { readApplication, type ApplicationSpec } from './claimSpecs';
import { findPlatform } from './findPlatform';
import type { InternalClient } from './InternalClient';
import { countTopics, creating, unreadable } from './platformRecipe';
import {
  writePlatformSecrets,
  type PlatformAddresses,
} from './platformSecrets';
import type { Progress } from './Progress';
import { MAX_SERVICES, type Services } from './Services';
import type { KafkaTopics } from './topics';

/** `Delete` on a claim: its topics go with it. Whatever else, or nothing: they stay. */
export const DELETION_POLICY = 'platform.example.org/deletion-policy';

export interface ApplicationRecipeParts {
  client: InternalClient;
  platformKind: Kind;
  topics: KafkaTopics;
  services: Services;
  addresses: PlatformAddresses;
}

/** ApplicationClaim: its topics, its secrets, and a ping-pong service of its own on them. */
export function applicationRecipe(
  kind: Kind,
  parts: ApplicationRecipeParts,
): ClaimRecipe {
  /** Topics each claim made, which it may delete again. */
  const made = new Map<string, Set<string>>();
  return {
    kind,
    create: claim => createApplication(claim, parts, made),
    remove: async claim => {
      const { annotations = {}, uid = '' } = claim.metadata;
      await parts.services.stop(uid);
      if (annotations[DELETION_POLICY] === 'Delete') {
        await parts.topics.remove([...(made.get(uid) ?? [])]);
      }
      made.delete(uid);
    },
  };
}

async function* createApplication(
  claim: KubernetesObject,
  parts: ApplicationRecipeParts,
  made: Map<string, Set<string>>,
): AsyncGenerator<Progress> {
  const { uid = '' } = claim.metadata;
  const spec = readApplication(claim);
  if (!spec) {
    yield unreadable();
    return;
  }
  if (!spec.streaming.enabled || !spec.realtime) {
    await parts.services.stop(uid);
    yield { ready: 'Available', message: 'the service asks for no streaming' };
    return;
  }
  const { namespace = '' } = claim.metadata;
  const platform = findPlatform(namespace, spec.realtime, parts);
  if ('progress' in platform) {
    yield platform.progress;
    return;
  }
  yield creating(`the platform ${spec.realtime} is ready; creating topics`);
  const { topics } = spec.streaming;
  const fresh = await parts.topics.create(topics, platform.spec);
  made.set(uid, new Set([...(made.get(uid) ?? []), ...fresh]));
  yield creating(`${countTopics(topics, fresh)}; writing secrets`, {
    streaming: { topics, consumerGroup: groupOf(spec) },
  });
  const hasMqtt = platform.spec?.iot ?? true;
  yield* runService(claim, spec, hasMqtt, parts);
}

async function* runService(
  claim: KubernetesObject,
  spec: ApplicationSpec,
  hasMqtt: boolean,
  { addresses, client, services }: ApplicationRecipeParts,
): AsyncGenerator<Progress> {
  const { metadata } = claim;
  const { realtime = '', name, websocket } = spec;
  const secrets = writePlatformSecrets(client, claim, realtime, addresses, {
    hasMqtt,
  });
  yield creating(
    `secrets ${secrets.join(', ')} are mounted; starting the service`,
    {
      realtime: { platformName: realtime, secrets },
    },
  );
  if (spec.image && !canBePulled(spec.image)) {
    await services.stop(metadata.uid ?? '');
    yield creating(`the image ${spec.image} cannot be pulled: no such tag`);
    return;
  }
  if (services.isFull && !services.has(metadata.uid ?? '')) {
    const refusal = `the sandbox runs at most ${MAX_SERVICES} services; delete a claim`;
    yield {
      ready: 'Creating',
      message: 'the service was not started',
      refusal,
    };
    return;
  }
  const service = await services.ensure(metadata.uid ?? '', pipelineOf(spec));
  yield {
    ready: 'Available',
    message: `the service ${name} runs: pings and pongs flow through its topics`,
    status: {
      endpoints: {
        http: service.healthUrl,
        websocket: websocket ? service.webSocketUrl : null,
      },
    },
  };
}

function groupOf({ name, streaming }: ApplicationSpec): string {
  return streaming.consumerGroup ?? `${name}-group`;
}

/** Topics in the order of the claim: pings, pongs, counts. One topic takes pings and pongs. */
export function pipelineOf(spec: ApplicationSpec): PipelineNames {
  const { name, streaming } = spec;
  const [pingTopic = name, pongTopic = pingTopic, analyticsTopic] =
    streaming.topics;
  return {
    mqttTopic: streaming.mqttTopic ?? `${name}/messages`,
    pingTopic,
    pongTopic,
    analyticsTopic,
    processorGroup: groupOf(spec),
    encoding: streaming.encoding,
    analyticsGroup: `${name}-analytics`,
  };
}
