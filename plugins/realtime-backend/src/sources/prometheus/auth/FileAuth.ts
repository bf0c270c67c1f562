import { readFile } from 'node:fs/promises';
import type { Clock } from '../../../clock';
import { TokenAuth } from './TokenAuth';

/** How long a file is trusted; rotated tokens overlap by far more. */
const REREAD_MS = 60_000;

/** A bearer token in a file that somebody else rotates, as projected service account tokens are. */
export class FileAuth extends TokenAuth {
  constructor(path: string, clock: Clock) {
    super(async signal => {
      const value = (await readFile(path, { encoding: 'utf8', signal })).trim();
      if (value === '') throw new Error('the file of the token is empty');
      return { value, expiresAtMs: clock.now() + REREAD_MS };
    }, clock);
  }
}
