import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPeerProblems } from './peers.mjs';

const OURS =
  '@backstage-realtime/plugin-realtime@file:/a/realtime.tgz#::hash=1 [f87a9]';

test('names a peer that one of our packages does not pass on', () => {
  assert.deepEqual(
    findPeerProblems(
      `p1 → ✘ ${OURS} doesn't provide react-router to other@npm:2.1.0 [e5]`,
    ),
    [
      '@backstage-realtime/plugin-realtime has a dependency that needs react-router, and does not ask for it',
    ],
  );
});

test('takes optional peers, and what others or the portal do not provide', () => {
  const text = [
    `p1 → ✓ ${OURS} doesn't provide @types/react-router to other@npm:2.1.0`,
    `p2 → ✘ app@workspace:packages/app doesn't provide @types/react to ${OURS}`,
    "p3 → ✘ other@npm:1.0.0 doesn't provide jest to more@npm:1.0.0",
  ].join('\n');
  assert.deepEqual(findPeerProblems(text), []);
});
