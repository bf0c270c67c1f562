import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports a system gives away by itself, as to brokers that start meanwhile. */
const FIRST = 20_000;
const LAST = 30_000;
const TRIES = 20;

/** A port that was free a moment ago, and that nobody is given who asks for any. */
export async function findFreePort(): Promise<number> {
  for (let i = 0; i < TRIES; i += 1) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port between ${FIRST} and ${LAST} is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
