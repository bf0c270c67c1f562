import type { PipelineNames } from '../../pingpong/topics';
import { Actors } from './Actors';

/** A service that runs for a claim. */
export interface RunningService {
  webSocketUrl: string;
  healthUrl: string;
  stop(): Promise<void>;
}

export type StartService = (names: PipelineNames) => Promise<RunningService>;

/** Each has five clients of Kafka and two of MQTT; a laptop carries so many. */
export const MAX_SERVICES = 20;

/** Services by the claim they belong to (its uid). */
export class Services extends Actors<PipelineNames, RunningService> {
  constructor(start: StartService) {
    super(start, MAX_SERVICES);
  }
}
