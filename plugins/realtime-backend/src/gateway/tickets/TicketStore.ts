import type { TicketResponse } from '@backstage-realtime/plugin-realtime-common';
import type { UserCredentials } from '../../access/StreamAccess';

/**
 * Turns a signed-in HTTP call into something a browser can show on a socket's
 * upgrade, where it cannot send a header. A ticket works once, for seconds, on
 * whichever replica the socket reaches.
 */
export interface TicketStore {
  issue(credentials: UserCredentials): Promise<TicketResponse>;
  /** undefined: unknown, used or expired; the three are not told apart on purpose. */
  redeem(ticket: string): Promise<UserCredentials | undefined>;
}
