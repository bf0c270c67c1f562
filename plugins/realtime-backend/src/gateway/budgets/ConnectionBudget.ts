import type { GatewaySettings } from '../../config/settings';

type Limits = Pick<GatewaySettings, 'socketsPerUser' | 'socketsPerProcess'>;

/** A place in the budget, taken before we know who asks. */
export interface ConnectionSlot {
  /** Counts it for the user; a sentence when the user has no place left. */
  claim(userRef: string): string | undefined;
  /** May be called more than once. */
  release(): void;
}

/** Sockets and event streams of this process, open or still shaking hands. */
export class ConnectionBudget {
  private readonly byUser = new Map<string, number>();
  private total = 0;

  static create(limits: Limits): ConnectionBudget {
    return new ConnectionBudget(limits);
  }

  private constructor(private readonly limits: Limits) {}

  get size(): number {
    return this.total;
  }

  /** A sentence when the process has no place left. */
  enter(): ConnectionSlot | string {
    const { socketsPerProcess } = this.limits;
    if (this.total >= socketsPerProcess) {
      return `${this.total} of ${socketsPerProcess} connections of this server are open. Try again later, or ask the platform team to raise realtime.gateway.socketsPerProcess`;
    }
    this.total += 1;
    return this.slot();
  }

  private slot(): ConnectionSlot {
    let owner: string | undefined;
    let isOpen = true;
    return {
      claim: userRef => {
        const refusal = isOpen ? this.claim(userRef) : undefined;
        if (isOpen && refusal === undefined) owner = userRef;
        return refusal;
      },
      release: () => {
        if (isOpen) this.leave(owner);
        isOpen = false;
      },
    };
  }

  private claim(userRef: string): string | undefined {
    const count = this.byUser.get(userRef) ?? 0;
    const { socketsPerUser } = this.limits;
    if (count >= socketsPerUser) {
      return `You have ${count} of ${socketsPerUser} connections open. Close a tab, or ask the platform team to raise realtime.gateway.socketsPerUser`;
    }
    this.byUser.set(userRef, count + 1);
    return undefined;
  }

  private leave(owner: string | undefined): void {
    this.total -= 1;
    if (owner === undefined) return;
    const count = (this.byUser.get(owner) ?? 1) - 1;
    if (count > 0) this.byUser.set(owner, count);
    else this.byUser.delete(owner);
  }
}
