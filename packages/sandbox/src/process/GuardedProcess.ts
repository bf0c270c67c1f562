import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Of a program that does not start, this much is shown. */
const KEPT_LINES = 40;
/** The first complaints tell more than what comes after them. */
const KEPT_COMPLAINTS = 8;
/** Longer lines are cut when they are shown. */
const MAX_LINE = 500;
const COMPLAINT =
  /ERROR|FATAL|Exception|"level":"(fatal|error|panic)"|^[EF]\d{4} |^Error: /;

/**
 * Runs the program and reads signal names from our pipe. When the pipe ends,
 * because we closed it or died, whatever way, the program is killed.
 */
const GUARD = `exec 3<&0
"$@" </dev/null 2>&1 3<&- & pid=$!
(while read -r name; do kill -"$name" $pid; done; kill -KILL $pid) 0<&3 2>/dev/null &
reader=$!
wait $pid; code=$?
kill $reader 2>/dev/null
exit $code`;

export interface GuardedStart {
  /** Program and arguments. */
  command: string[];
  /** For sentences about it, such as `etcd`. */
  name: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

/**
 * A program as a child that cannot outlive us: it runs under a small shell
 * guard in a session of its own, so Ctrl-C reaches us first and the order of
 * stopping stays ours.
 */
export class GuardedProcess {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<number>;
  readonly #lines: string[] = [];
  readonly #complaints: string[] = [];
  readonly #listeners = new Set<(line: string) => void>();

  private constructor(name: string, child: ChildProcess) {
    this.#name = name;
    this.#child = child;
    this.#exited = new Promise(resolve => {
      child.once('error', () => resolve(-1));
      child.once('exit', code => resolve(code ?? -1));
    });
    // A write may race with the end of the guard; the exit says the same.
    child.stdin?.on('error', () => undefined);
    createInterface({ input: child.stdout! }).on('line', line => {
      this.#keep(line.slice(0, MAX_LINE));
      this.#listeners.forEach(listener => listener(line));
    });
  }

  static start({ command, cwd, env, name }: GuardedStart): GuardedProcess {
    const child = spawn('/bin/sh', ['-c', GUARD, 'guard', ...command], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
      cwd,
      env,
    });
    return new GuardedProcess(name, child);
  }

  /** Exit code; −1 when it could not be started. Never rejects. */
  get exited(): Promise<number> {
    return this.#exited;
  }

  /** Why it went wrong: its first complaints, else its newest lines. */
  get explanation(): string {
    const isClear = this.#complaints.length > 0;
    return (isClear ? this.#complaints : this.#lines).join('\n');
  }

  /** Process id of the guard: gone when the program is gone. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  async end(signal: 'TERM' | 'KILL'): Promise<void> {
    this.#child.stdin?.write(`${signal}\n`);
    await this.#exited;
  }

  /**
   * Resolves when `isReady` says so; asked every `intervalMs`. Throws when the
   * program ends before or `timeoutMs` is over; the error quotes its output.
   */
  async waitUntil(
    isReady: () => Promise<boolean>,
    timeoutMs: number,
    intervalMs = 100,
  ): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    let isGone = false;
    void this.#exited.then(() => {
      isGone = true;
    });
    while (!(await isReady())) {
      if (isGone || Date.now() > deadline) {
        throw this.#failure();
      }
      await new Promise(resolve => setTimeout(resolve, intervalMs));
    }
  }

  /**
   * First capture group of the `nth` line that matches (from 1). Throws when the
   * program ends before or `timeoutMs` is over; the error quotes its output.
   */
  async waitForLine(
    pattern: RegExp,
    timeoutMs: number,
    nth = 1,
  ): Promise<string> {
    let missing = nth;
    const wait = new AbortController();
    const listening = new Promise<string>(resolve => {
      const listener = (line: string) => {
        const found = pattern.exec(line);
        missing -= found ? 1 : 0;
        if (found && missing === 0) {
          resolve(found[1] ?? '');
        }
      };
      this.#listeners.add(listener);
      wait.signal.addEventListener('abort', () =>
        this.#listeners.delete(listener),
      );
    });
    const late = new Promise<undefined>(resolve => {
      const timer = setTimeout(resolve, timeoutMs, undefined);
      wait.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    const gone = this.#exited.then(() => undefined);
    const found = await Promise.race([listening, late, gone]);
    wait.abort();
    if (found === undefined) {
      throw this.#failure();
    }
    return found;
  }

  #failure(): Error {
    return new Error(
      `${this.#name} did not start as expected:\n${this.explanation}`,
    );
  }

  #keep(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > KEPT_LINES) {
      this.#lines.shift();
    }
    if (COMPLAINT.test(line) && this.#complaints.length < KEPT_COMPLAINTS) {
      this.#complaints.push(line);
    }
  }
}
