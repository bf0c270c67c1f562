import assert from 'node:assert/strict';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { runChild, startChild } from './children.mjs';

const CHILDREN = new URL('./children.mjs', import.meta.url).href;
const GRANDPARENT = `
  const { spawn } = require('node:child_process');
  const idle = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  console.log(idle.pid);
  setInterval(() => {}, 1e6);
`;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when the process is gone; the test runner's timeout bounds it. */
async function gone(pid) {
  while (isAlive(pid)) await new Promise(resolve => setImmediate(resolve));
}

test('keeps exit code and the end of the output of a command that failed', async () => {
  const result = await runChild(process.execPath, [
    '-e',
    'console.error("no such topic"); process.exit(3)',
  ]);
  assert.equal(result.ok, false);
  assert.equal(result.code, 3);
  assert.match(result.tail, /no such topic/);
});

test('reports a command that does not exist as a failure, not as a crash', async () => {
  const result = await runChild('no-such-command-anywhere', []);
  assert.equal(result.ok, false);
  assert.match(result.tail, /no-such-command-anywhere/);
});

test('stops a command that takes longer than its limit, and says so', async () => {
  const result = await runChild(
    process.execPath,
    ['-e', 'console.log("half done"); setInterval(() => {}, 1e6)'],
    { limitMs: 500 },
  );
  assert.equal(result.ok, false);
  assert.match(result.tail, /half done/);
  assert.match(result.tail, /Did not end within 500 ms and was stopped/);
});

test(
  'is over when the command is, though something it started still holds its output',
  { timeout: 30_000 },
  async () => {
    const leaves = `
      const { spawn } = require('node:child_process');
      const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], {
        stdio: 'inherit',
        detached: process.argv[1] === 'detached',
      });
      console.log(left.pid);
      left.unref();
      process.exit(0);
    `;
    for (const how of ['attached', 'detached']) {
      const result = await runChild(process.execPath, ['-e', leaves, how]);
      assert.equal(result.ok, true);
      const pid = Number(result.tail);
      if (how === 'detached') process.kill(pid);
      await gone(pid);
    }
  },
);

test('hands over whole lines even when output arrives in pieces', async () => {
  const lines = [];
  await runChild(
    process.execPath,
    ['-e', 'process.stdout.write("a\\nb"); process.stdout.write("c\\n")'],
    { onLine: line => lines.push(line) },
  );
  assert.deepEqual(lines, ['a', 'bc']);
});

test(
  'stops what a child started together with the child',
  { timeout: 30_000 },
  async () => {
    const { promise, resolve } = Promise.withResolvers();
    const child = startChild(process.execPath, ['-e', GRANDPARENT], {
      onLine: line => resolve(Number(line)),
    });
    const grandchild = await promise;
    assert.equal(isAlive(grandchild), true);

    await child.stop();

    await gone(grandchild);
    assert.equal(isAlive(child.process.pid), false);
  },
);

test(
  'leaves no child behind when the command is interrupted',
  { timeout: 30_000 },
  async () => {
    const command = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { startChild, stopChildrenOnSignals } from ${JSON.stringify(
        CHILDREN,
      )};
     stopChildrenOnSignals();
     const child = startChild(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1e6)'], {
       onLine: () => console.log(child.process.pid),
     });`,
    ]);
    const [line] = await once(command.stdout.setEncoding('utf8'), 'data');
    const pid = Number(line);
    assert.equal(isAlive(pid), true);

    command.kill('SIGINT');

    const [code] = await once(command, 'exit');
    assert.equal(code, 130);
    await gone(pid);
  },
);
