import fs from 'node:fs/promises';

/**
 * Kills this very process, as a crash would, the moment it has said these texts
 * one after the other. Files that are copied say `copied 1`, `copied 2`, …: a
 * publication says nothing while it copies.
 */
export function dieAt(texts: readonly string[]): void {
  const left = [...texts];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: string | Uint8Array) => {
    if (left.length > 0 && String(chunk).includes(left[0])) left.shift();
    if (left.length === 0) process.kill(process.pid, 'SIGKILL');
    return write(chunk);
  };
  const { copyFile } = fs;
  let copied = 0;
  fs.copyFile = async (...args) => {
    await copyFile(...args);
    process.stdout.write(`copied ${++copied}\n`);
  };
}

/** How often the scaffolder looks for tasks whose backend is gone, in ms. It has no setting. */
const RECOVERY_INTERVAL_MS = 10_000;

/** Where it waits for that; others wait as long for other things. */
const OF_SCAFFOLDER = /@backstage\/plugin-scaffolder-backend\//;

/** Lets the scaffolder of this process look for them twenty times as often. */
export function hurry(): void {
  const { setTimeout: wait } = globalThis;
  const isRecovery = (ms?: number) =>
    ms === RECOVERY_INTERVAL_MS && OF_SCAFFOLDER.test(new Error().stack ?? '');
  const hurried = (fn: () => void, ms?: number) =>
    wait(fn, isRecovery(ms) ? RECOVERY_INTERVAL_MS / 20 : ms);
  globalThis.setTimeout = Object.assign(hurried, wait) as typeof wait;
}
