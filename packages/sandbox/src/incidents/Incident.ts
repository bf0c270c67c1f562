import type { CanaryDemo } from '../canary/CanaryDemo';
import type { KafkaBroker } from '../kafka/KafkaBroker';
import type { KubernetesApi } from '../kubernetes/KubernetesApi';
import type { PingPong } from '../pingpong/PingPong';

/** What an incident may break. */
export interface IncidentTarget {
  kafka: KafkaBroker;
  pingPong: PingPong;
  kubernetes: KubernetesApi;
  canary: CanaryDemo;
  /** Resolves after `ms`, or at once when the sandbox stops. */
  wait: (ms: number) => Promise<void>;
}

/**
 * Something that goes wrong on purpose and is repaired again. `run` resolves
 * when the trouble is over; whoever breaks also mends, in `finally`.
 */
export interface Incident {
  readonly name: string;
  /** What a viewer will see. */
  readonly summary: string;
  /** undefined: it is over at once. */
  readonly defaultSeconds?: number;
  run(target: IncidentTarget, seconds: number): Promise<void>;
}
