import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What no generated file may hold. */
const FORBIDDEN = [
  [/\$\{\{\s*(values|parameters)\b/, 'holds a value that was not filled in'],
  [/\{%-?\s/, 'holds a tag that was not rendered'],
  [/\bundefined\b|\[object Object\]/, 'holds a value that was not given'],
  [/:latest\b/, 'says :latest, which does not say which image runs'],
  [
    /(password|passwd|secret|token|licen[cs]e_?key)["']?\s*[:=]\s*["']?[A-Za-z0-9+/]{6,}/i,
    'looks as if it held a secret',
  ],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'holds a private key'],
];

/** Files in which code says such words; the others are what a template fills in. */
const CODE = /\.(ts|js|py|css|html|lock)$|package-lock\.json$/;

/**
 * What is wrong with generated files, as sentences; empty when nothing is.
 * @param {string} dir
 */
export function findFileProblems(dir) {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(dir, join(entry.parentPath, entry.name)));
  return files.flatMap(file => [
    ...(file.endsWith('.njk') ? [`${file} was not rendered`] : []),
    ...(CODE.test(file)
      ? []
      : problemsOf(file, readFileSync(join(dir, file), 'utf8'))),
  ]);
}

/** @returns {string[]} */
export function problemsOf(file, text) {
  return FORBIDDEN.filter(([pattern]) => pattern.test(text)).map(
    ([, problem]) => `${file} ${problem}`,
  );
}
