import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { findFreePort, isPortFree } from './ports.mjs';

test('sees that a port is taken, and that it is free again', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  assert.equal(await isPortFree(port), false);

  server.close();
  await once(server, 'close');
  assert.equal(await isPortFree(port), true);
});

test('takes the next port that is free', async () => {
  const taken = new Set([7007, 7008]);
  const isFree = async port => !taken.has(port);
  assert.equal(await findFreePort(7007, isFree), 7009);
});

test('gives up after 50 ports and says what to do', async () => {
  let tried = 0;
  const isFree = async () => {
    tried++;
    return false;
  };
  await assert.rejects(findFreePort(7007, isFree), /--port/);
  assert.equal(tried, 50);
});

test('never asks for a port that cannot exist', async () => {
  const isFree = async port => assert.ok(port <= 65_535);
  await assert.rejects(findFreePort(65_530, isFree), /No free port/);
});
