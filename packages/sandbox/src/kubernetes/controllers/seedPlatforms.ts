import { ANALYTICS_TOPIC, PING_TOPIC, PONG_TOPIC } from '../../pingpong/topics';
import type { KubernetesApi } from '../KubernetesApi';
import { CLAIM_API } from './PlatformControllers';

/** What a service can ask for from the first moment on. */
export const SEEDED_PLATFORM = 'ping-pong';

/** A platform in each namespace, with the topics of the service that always runs. */
export function seedPlatforms(api: KubernetesApi, namespaces: string[]): void {
  const kind = api.kinds.findKind(CLAIM_API, 'RealtimePlatformClaim');
  if (!kind) {
    return;
  }
  const topics = [PING_TOPIC, PONG_TOPIC, ANALYTICS_TOPIC];
  for (const namespace of namespaces) {
    api.writer.create(
      {
        kind,
        namespace,
        name: '',
        manager: 'sandbox',
        fieldValidation: 'Strict',
        isDryRun: false,
        isForced: false,
      },
      {
        metadata: { name: SEEDED_PLATFORM },
        spec: { name: SEEDED_PLATFORM, kafkaConfig: { topics } },
      },
    );
  }
}
