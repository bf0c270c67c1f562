import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ROOT } from './paths.mjs';
import { formatDuration } from './say.mjs';

/**
 * Every process that a command of this repository starts is started here, so
 * that none outlives it. Each child leads a process group of its own: stopping
 * it stops what it started too, and Ctrl-C reaches it only through us, once.
 * The group is asked to end (SIGTERM) and made to after GRACE_MS. When we are
 * killed without a chance to ask, children with an IPC channel see it close
 * (see exitWithParent.cjs).
 */
const running = new Set();

/** Time a child has to close sockets and files before it is killed. */
const GRACE_MS = 8_000;

/** Characters of output kept for an error message. */
const TAIL_CHARS = 4_000;

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: object, log?: string, ipc?: boolean, show?: boolean, onLine?: (line: string) => void}} options
 *   log: file that gets all output; show: also on the terminal; ipc: dies with us
 * @returns {{process: import('node:child_process').ChildProcess, ended: Promise<number>, tail: () => string, stop: () => Promise<void>}}
 *   ended: exit code, 1 for a signal or a command that does not exist; never rejects
 */
export function startChild(command, args, options = {}) {
  const { cwd = ROOT, env, log, ipc = false, show = false, onLine } = options;
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc'] : [])],
    detached: process.platform !== 'win32',
  });
  const output = collect(child, { log, show, onLine });
  const ended = new Promise(resolve => {
    child.once('error', error => {
      output.add(`${command}: ${error.message}\n`);
      resolve(1);
    });
    child.once('close', code => resolve(code ?? 1));
  });
  child.once('exit', () => releaseOutput(child));
  const handle = {
    process: child,
    ended,
    tail: output.tail,
    stop: () => stopGroup(child, ended),
  };
  running.add(handle);
  ended.then(() => {
    output.end();
    running.delete(handle);
  });
  return handle;
}

/**
 * Runs to the end. `ok` is exit code 0.
 * @param {string} command
 * @param {string[]} args
 * @param {object} options those of {@link startChild}, and limitMs: a child
 *   that takes longer is stopped, fails, and its output ends by saying so
 */
export async function runChild(command, args, options = {}) {
  const { limitMs, ...rest } = options;
  const child = startChild(command, args, rest);
  let late = '';
  const timer =
    limitMs &&
    setTimeout(() => {
      late = `\nDid not end within ${formatDuration(limitMs)} and was stopped.\n`;
      child.stop();
    }, limitMs);
  const code = await child.ended;
  clearTimeout(timer);
  return { ok: code === 0 && !late, code, tail: child.tail() + late };
}

/** Stops every child that still runs; resolves when all are gone. */
export async function stopAllChildren() {
  await Promise.all([...running].map(child => child.stop()));
}

/**
 * Ctrl-C, a plain kill and the end of our own parent stop all children first.
 * `before` runs once, to say so.
 */
export function stopChildrenOnSignals(before = () => {}) {
  let stopping = false;
  const stop = async code => {
    if (stopping) return;
    stopping = true;
    before();
    await stopAllChildren();
    process.exit(code);
  };
  process.on('SIGINT', () => stop(130));
  process.on('SIGTERM', () => stop(143));
  process.on('SIGHUP', () => stop(129));
  if (process.channel) {
    process.on('disconnect', () => stop(1));
    process.channel.unref();
  }
  process.on('exit', () => {
    for (const child of running) signalGroup(child.process, 'SIGKILL');
  });
}

async function stopGroup(child, ended) {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(timer);
  signalGroup(child, 'SIGKILL');
}

/**
 * A child is over when its output is, and what it left behind may hold that
 * open: that ends with it.
 */
function releaseOutput(child) {
  signalGroup(child, 'SIGKILL');
  const timer = setTimeout(() => {
    child.stdout.destroy();
    child.stderr.destroy();
  }, GRACE_MS);
  child.once('close', () => clearTimeout(timer));
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function collect(child, { log, show, onLine }) {
  if (log) mkdirSync(dirname(log), { recursive: true });
  const file = log && createWriteStream(log);
  let kept = '';
  let partial = '';
  const add = text => {
    kept = (kept + text).slice(-TAIL_CHARS);
    file?.write(text);
    if (show) process.stdout.write(text);
    if (!onLine) return;
    const lines = (partial + text).split('\n');
    partial = lines.pop();
    lines.forEach(onLine);
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', add);
  }
  return { add, tail: () => kept, end: () => file?.end() };
}
