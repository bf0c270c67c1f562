import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startChild } from '../../children.mjs';
import { LOG_DIR } from '../../paths.mjs';
import { findFreePort } from '../../ports.mjs';

const FIRST_PORT = 18_100;
/** Starting, and coming back after a pause of the database. */
const STATE_MS = 30_000;
/** What Kubernetes gives is 30 s. */
const STOP_MS = 20_000;
const POLL_MS = 50;

/** One process of a generated service. */
export class Instance {
  #child;
  #url;

  constructor(child, url) {
    this.#child = child;
    this.#url = url;
  }

  /** @param {{dir: string, command: string[], env: object, name: string}} options */
  static async start({ dir, command, env, name }) {
    const port = await findFreePort(FIRST_PORT);
    const [program, ...args] = command;
    const server = {
      PING_PONG_HOST: '127.0.0.1',
      PING_PONG_APP_PORT: String(port),
    };
    const child = startChild(program, args, {
      cwd: dir,
      env: { ...env, ...server },
      log: join(LOG_DIR, `templates-${name}.log`),
    });
    const instance = new Instance(child, `http://127.0.0.1:${port}`);
    // The next one looks for a port that this one has taken.
    await instance.until('/health', 200);
    return instance;
  }

  get url() {
    return this.#url;
  }

  get(path) {
    return fetch(this.#url + path);
  }

  async read(path) {
    const response = await this.get(path);
    return response.json();
  }

  /** Asks until a path has that status. */
  async until(path, status) {
    await this.#poll(`${path} did not become ${status}`, async () => {
      const answer = await this.get(path);
      return [answer.status === status, answer.status];
    });
  }

  /** Asks until what a path tells is right. */
  async untilRead(path, isRight) {
    await this.#poll(`${path} did not become right`, async () => {
      const told = await this.read(path);
      return [isRight(told), JSON.stringify(told)];
    });
  }

  async #poll(problem, ask) {
    const deadline = Date.now() + STATE_MS;
    let last = 'nothing';
    while (Date.now() < deadline && this.#child.process.exitCode === null) {
      const [isSo, told] = await ask().catch(error => [false, error.message]);
      if (isSo) return;
      last = told;
      await wait(POLL_MS);
    }
    throw new Error(`${problem}; it was ${last}\n${this.#child.tail()}`);
  }

  /** As Kubernetes would; throws when it takes too long or ends with an error. */
  async end() {
    this.#child.process.kill('SIGTERM');
    const late = wait(STOP_MS, 'late', { ref: false });
    const code = await Promise.race([this.#child.ended, late]);
    if (code !== 0)
      throw new Error(`The service ended with ${code}\n${this.#child.tail()}`);
  }

  /** At once, whatever has happened. */
  kill() {
    return this.#child.stop();
  }
}
