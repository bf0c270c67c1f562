import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../children.mjs';
import { cacheDir } from '../paths.mjs';
import { UserError } from '../say.mjs';

/** The version the lane is known to work with. */
const UV = '0.13.9';
const INSTALL_MS = 180_000;

const CANDIDATES = [
  'python3.13',
  'python3.12',
  'python3.11',
  'python3',
  'python',
];

/** Path of a Python that generated services run on, or undefined. */
export async function findPython() {
  for (const command of CANDIDATES) {
    const lines = [];
    const done = await runChild(
      command,
      ['-c', 'import sys; print(sys.executable); print(sys.version_info[:2])'],
      { onLine: line => lines.push(line), limitMs: 20_000 },
    );
    if (done.ok && isRecent(lines[1])) return lines[0];
  }
  return undefined;
}

/** Whether `(3, 11)`, as Python writes its version, is 3.11 or later. */
export function isRecent(version = '') {
  const [, major, minor] = /^\((\d+), (\d+)\)$/.exec(version) ?? [];
  return Number(major) === 3 && Number(minor) >= 11;
}

/** Path of uv, which is fetched once. UserError when that fails. */
export async function installUv(python) {
  const dir = join(cacheDir(), `uv-${UV}`);
  const uv = join(dir, 'bin', 'uv');
  if (existsSync(uv)) return uv;
  const steps = [
    [python, ['-m', 'venv', dir]],
    [join(dir, 'bin', 'python'), ['-m', 'pip', 'install', `uv==${UV}`]],
  ];
  for (const [command, args] of steps) {
    const done = await runChild(command, args, { limitMs: INSTALL_MS });
    if (!done.ok) {
      rmSync(dir, { recursive: true, force: true });
      throw new UserError(`uv could not be installed:\n${done.tail}`);
    }
  }
  return uv;
}
