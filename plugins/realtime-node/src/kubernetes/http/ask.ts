import { pause } from '../pause';
import type { Call, Connection } from './Connection';
import { readJson, type Answer } from './readJson';

/** Tries of one request; a new kind answers 429 for about a second. */
const MAX_TRIES = 5;

/** Longest wait between two, whatever the server wishes. */
const MAX_WAIT_SECONDS = 3;

/** "Not now" of an API server, or of what stands before it. */
const NOT_NOW = [429, 502, 503, 504];

/**
 * One request and its answer, whatever its status. Asked again while the
 * server says "not now", as every request we send may be sent twice.
 */
export async function ask(connection: Connection, call: Call): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const response = await connection.send(call);
    const answer = await readJson(response, connection, call.signal);
    if (!NOT_NOW.includes(answer.status) || tries === MAX_TRIES) return answer;
    const seconds = Math.min(answer.retryAfterSeconds ?? 1, MAX_WAIT_SECONDS);
    await pause(seconds * 1_000, call.signal);
  }
}
