import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findUndocumented } from './apiReports.mjs';

test('finds an export without a docstring, and lets members be', () => {
  const report = [
    '// @public',
    'export interface Told {',
    '    // (undocumented)',
    '    name: string;',
    '}',
    '',
    '// @public (undocumented)',
    'export type Untold = string;',
  ].join('\n');
  assert.deepEqual(findUndocumented(report), ['export type Untold = string;']);
});
