import type {
  ErrorFrame,
  Frame,
  RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import type { SessionServices } from './SessionServices';
import { toFault } from './toFault';
import type { ViewerTransport } from './ViewerTransport';

/** Why something a viewer asked for is not done; `sub` is missing where none is meant. */
export interface Refusal extends Pick<
  ErrorFrame,
  'sub' | 'message' | 'watching'
> {
  code: RealtimeErrorCode;
}

/**
 * What one viewer is told, each frame counted. Batches of records do not pass
 * here: they go to the transport as they are.
 */
export class Replies {
  static create(
    viewer: { id: string; transport: ViewerTransport },
    services: Pick<SessionServices, 'counters' | 'logger'>,
  ): Replies {
    return new Replies(viewer, services);
  }

  private constructor(
    private readonly viewer: { id: string; transport: ViewerTransport },
    private readonly services: Pick<SessionServices, 'counters' | 'logger'>,
  ) {}

  send(frame: Frame): void {
    this.services.counters.frames += 1;
    this.viewer.transport.sendFrame(frame);
  }

  /** Only what is over a limit now may fit later. */
  refuse({ sub, code, message, watching }: Refusal): void {
    const isRetriable = code === 'realtime.stream.over-budget';
    this.send({ type: 'error', sub, code, message, isRetriable, watching });
  }

  /** `name` says what was opened or changed, for the viewer and the log. */
  fail(sub: number, name: string, error: unknown): void {
    const { id } = this.viewer;
    const { code, message, isRetriable } = toFault(
      error,
      name,
      id,
      this.services.logger,
    );
    this.send({ type: 'error', sub, code, message, isRetriable });
  }
}

/** The refusal of a number that is in use. */
export function usedSub(sub: number): Refusal {
  const message = `Subscription ${sub} is already open. Unsubscribe it first, or use another number`;
  return { sub, code: 'realtime.command.malformed', message };
}
