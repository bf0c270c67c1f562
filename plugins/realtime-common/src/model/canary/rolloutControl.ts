import type { Finding } from '../health/check';

/** What a person can do to a rollout that runs. @public */
export const ROLLOUT_ACTIONS = [
  'promote',
  'skip-step',
  'promote-full',
  'abort',
  'retry',
] as const;

/** One of {@link ROLLOUT_ACTIONS}. @public */
export type RolloutAction = (typeof ROLLOUT_ACTIONS)[number];

/** A merge patch, as it is sent. @public */
export interface RolloutPatch {
  subresource?: 'status';
  body: Record<string, unknown>;
}

/** One action on one rollout as it stands now. @public */
export interface RolloutControl {
  action: RolloutAction;
  /** In the order they are sent. */
  patches: RolloutPatch[];
  /** Names the state this was offered for; an action on another state is refused. */
  expects: string;
  /** What happens then, for the dialog. */
  consequence: Finding;
  /** Why it cannot be done now. */
  refusal?: Finding;
}

/** Body of `POST /v1/rollouts/control`. @public */
export interface RolloutControlRequest {
  entityRef: string;
  /** As `toRolloutKey` writes it. */
  rollout: string;
  action: RolloutAction;
  expects: string;
}

/** Answer of `POST /v1/rollouts/control`. @public */
export interface RolloutControlResponse {
  /** What was sent. */
  patches: RolloutPatch[];
}
