/** What the streams and the states of a viewer need of its session. */
export interface SubscriptionHooks {
  /** Called for each that opens, so that a fault in one closes the wire and not the process. */
  track(work: Promise<void>): void;
  /** Whether a stream or a state of the viewer has this number. */
  isTaken(sub: number): boolean;
  /** Called whenever one is over. */
  onDone(): void;
}
