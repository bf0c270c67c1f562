import type { WebSocket } from 'ws';
import type { Rounds } from '../Rounds';

/** Rounds a viewer may owe us an answer before it counts as gone. */
const MAX_SILENT_ROUNDS = 2;

/** What a heartbeat does to its socket. */
interface Pulse {
  ping(): void;
  /** Called when two rounds in a row brought nothing. */
  onSilent(): void;
}

/**
 * Asks once a round whether somebody is there. Anything received counts as an
 * answer. The question travels with a frame that is written anyway where there
 * is one: a viewer of a silent stream, which hears its account as seldom as its
 * heartbeat, then costs one write instead of two.
 */
export class Heartbeat {
  private isUnanswered = false;
  private silentRounds = 0;
  private hasTravelled = false;
  /** The first round asks by itself: nothing is lost with a frame that ends a socket just opened. */
  private mayTravel = false;
  private readonly leave: () => void;

  static start(ws: WebSocket, rounds: Rounds, pulse: Pulse): Heartbeat {
    return new Heartbeat(ws, rounds, pulse);
  }

  private constructor(
    ws: WebSocket,
    rounds: Rounds,
    private readonly pulse: Pulse,
  ) {
    this.leave = rounds.join(() => this.beat());
    const answered = () => {
      this.isUnanswered = false;
    };
    ws.on('pong', answered);
    ws.on('message', answered);
  }

  /** Before a frame is written: true when it is to take the ping of this round along. */
  takePing(): boolean {
    if (!this.mayTravel) return false;
    this.mayTravel = false;
    this.hasTravelled = true;
    // Asked within the round, so the rest of it is no round of silence.
    this.ask(-1);
    return true;
  }

  stop(): void {
    this.leave();
    this.mayTravel = false;
  }

  private beat(): void {
    if (this.isUnanswered) this.silentRounds += 1;
    if (this.isUnanswered && this.silentRounds >= MAX_SILENT_ROUNDS) {
      this.stop();
      this.pulse.onSilent();
      return;
    }
    if (!this.hasTravelled) {
      this.ask(0);
      this.pulse.ping();
    }
    this.hasTravelled = false;
    this.mayTravel = true;
  }

  private ask(silentRounds: number): void {
    if (this.isUnanswered) return;
    this.isUnanswered = true;
    this.silentRounds = silentRounds;
  }
}
