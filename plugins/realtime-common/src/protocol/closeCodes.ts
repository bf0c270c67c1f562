/**
 * Every code our socket closes with, and what the viewer's client does next.
 * Numbers from 4000 are ours; the others are the RFC's.
 * @public
 */
export const CLOSE_CODES = {
  normal: { code: 1000, reason: 'closed by the viewer', reconnect: false },
  goingAway: { code: 1001, reason: 'server is shutting down', reconnect: true },
  badCommand: {
    code: 4400,
    reason: 'a command was not understood',
    reconnect: false,
  },
  unauthenticated: {
    code: 4401,
    reason: 'the ticket is used, unknown or expired',
    reconnect: true,
  },
  credentialsExpired: {
    code: 4402,
    reason: 'the sign-in expired',
    reconnect: true,
  },
  forbidden: { code: 4403, reason: 'access was withdrawn', reconnect: false },
  silent: {
    code: 4408,
    reason: 'no answer to two heartbeats',
    reconnect: true,
  },
  tooLarge: {
    code: 1009,
    reason: 'a command was larger than 64 kB',
    reconnect: false,
  },
  tooSlow: {
    code: 4413,
    reason: 'the viewer stopped reading',
    reconnect: true,
  },
  tooMany: {
    code: 4429,
    reason: 'too many commands or sockets',
    reconnect: true,
  },
  internal: {
    code: 4500,
    reason: 'the server failed; see its log',
    reconnect: true,
  },
  lifetime: {
    code: 4504,
    reason: 'the longest time for one socket is over',
    reconnect: true,
  },
} as const;

/** Name of a row of {@link CLOSE_CODES}. @public */
export type CloseName = keyof typeof CLOSE_CODES;

/** The table's row of a number; undefined for a code that is not ours. @public */
export function closeNameOf(code: number): CloseName | undefined {
  const names = Object.keys(CLOSE_CODES) as CloseName[];
  return names.find(name => CLOSE_CODES[name].code === code);
}
