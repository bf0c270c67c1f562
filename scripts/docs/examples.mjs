import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../lib/paths.mjs';

const YAML_BLOCK = /^([ \t]*)```ya?ml[^\n]*\n([\s\S]*?)^\1```$/gm;

/**
 * The examples of app-config in a Markdown file: every block of YAML with one
 * of these keys at its root. `$file` stands for a text, as when app-config is
 * read; blocks of other kinds, and parts of a template, are left out.
 * @param {string} file absolute path
 * @param {string[]} keys
 * @returns {{ where: string, data: object }[]}
 */
export function findExamples(file, keys) {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(YAML_BLOCK)].flatMap(match => {
    const line = text.slice(0, match.index).split('\n').length;
    const where = `${relative(ROOT, file)}:${line}`;
    return parseAllDocuments(match[2].replaceAll(`\n${match[1]}`, '\n'))
      .filter(({ errors }) => errors.length === 0)
      .map(document => withoutFiles(document.toJS()))
      .filter(data => keys.some(key => data?.[key] !== undefined))
      .map(data => ({ where, data }));
  });
}

/**
 * Rows of the tables whose first column is called Key: names of settings below
 * `realtime`, and their defaults as a person writes them. `gateway.a / b` is
 * `gateway.a` and `gateway.b`, with a default for each or one for both.
 * @param {string} text Markdown
 * @returns {{ key: string, said: string }[]}
 */
export function findDefaults(text) {
  const tables = text.match(/^\| Key .*\n(?:\|.*\n)+/gm) ?? [];
  const rows = tables.flatMap(table => table.trim().split('\n').slice(2));
  return rows.flatMap(row => {
    const [, names, values] = row.split('|');
    const [first, ...others] = names.match(/[\w.]+/g);
    const section = first.slice(0, first.lastIndexOf('.'));
    const keys = [first, ...others.map(name => `${section}.${name}`)];
    const said = values.split(' / ').map(value => value.trim());
    return keys.map((key, i) => ({ key, said: said[i] ?? said[0] }));
  });
}

/**
 * A default as the table says it, as app-config has it: `15 min` is 900000,
 * `16 MB` 16777216, `100,000` a number. Undefined for an empty cell.
 */
export function readSaid(said) {
  if (said === '') return undefined;
  if (said === 'true' || said === 'false') return said === 'true';
  const [, digits, unit] = /^([\d,.]+) ?(\w*)$/.exec(said) ?? [];
  return Number(digits?.replaceAll(',', '')) * UNITS[unit];
}

const UNITS = {
  '': 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  MB: 1_048_576,
};

function withoutFiles(value) {
  if (Array.isArray(value)) return value.map(withoutFiles);
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.$file === 'string') return value.$file;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withoutFiles(each)]),
  );
}
