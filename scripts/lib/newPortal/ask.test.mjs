import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { askPortal } from './ask.mjs';

const SIGNED_IN = { backstageIdentity: { token: 'guest' } };

/** A portal that answers as told, and knows nobody without the token. */
async function aPortal(t, answers) {
  const server = createServer(({ url, headers }, response) => {
    const isOpen = url === '/' || url.startsWith('/api/auth/');
    if (!isOpen && headers.authorization !== 'Bearer guest') {
      response.writeHead(401).end();
      return;
    }
    const answer = answers[url];
    const type = typeof answer === 'string' ? 'text/html' : 'application/json';
    response
      .writeHead(answer === undefined ? 404 : 200, { 'content-type': type })
      .end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

test('misses nothing of a portal that has the actions, the cluster and the page', async t => {
  const url = await aPortal(t, {
    '/': '<script src="a.js"></script>',
    '/api/auth/guest/refresh': SIGNED_IN,
    '/api/scaffolder/v2/actions': [
      { id: 'realtime:claim:build' },
      { id: 'realtime:topic-health' },
    ],
    '/api/realtime/v1/create/options': { kafkaClusters: ['prod-eu1'] },
  });
  assert.deepEqual(await askPortal(url), []);
});

test('says each part that a portal lacks', async t => {
  const url = await aPortal(t, {
    '/': 'Not built',
    '/api/auth/guest/refresh': SIGNED_IN,
    '/api/scaffolder/v2/actions': [{ id: 'realtime:claim:build' }],
    '/api/realtime/v1/create/options': {},
  });
  assert.equal((await askPortal(url)).length, 3);
});

test('fails with the route that does not answer', async t => {
  const url = await aPortal(t, { '/api/auth/guest/refresh': SIGNED_IN });
  await assert.rejects(askPortal(url), /scaffolder.*404/);
});
