import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { UserError } from './say.mjs';
import { readStartOptions } from './startOptions.mjs';

test('starts a sandbox and a portal on 7007 when nothing is asked for', () => {
  assert.deepEqual(readStartOptions([]), {
    port: 7007,
    kafka: undefined,
    prometheus: 'standin',
    configs: [],
    withSandbox: true,
    verbose: false,
    help: false,
  });
});

test('keeps configuration files in the order given', () => {
  const { configs } = readStartOptions([
    '--config',
    'a.yaml',
    '--config',
    'b.yaml',
  ]);
  assert.deepEqual(configs, [resolve('a.yaml'), resolve('b.yaml')]);
});

for (const port of ['1', '65535']) {
  test(`accepts port ${port}`, () => {
    assert.equal(readStartOptions(['--port', port]).port, Number(port));
  });
}

for (const args of [
  ['--port', '0'],
  ['--port', '65536'],
  ['--port', 'http'],
  ['--kafka', 'localhost'],
  ['--kafka', 'http://localhost:9092'],
  ['--kafka', 'a b:1'],
  ['--prometheus', 'http://prometheus:9090'],
  ['--sandbox', 'no'],
  ['stray'],
]) {
  test(`refuses ${args.join(' ')} with a sentence`, () => {
    assert.throws(() => readStartOptions(args), UserError);
  });
}
