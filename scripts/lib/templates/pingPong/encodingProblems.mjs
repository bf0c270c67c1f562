import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ROOT } from '../../paths.mjs';

const require = createRequire(join(ROOT, 'packages', 'backend', 'index.js'));
const { parse } = require('yaml');

const TOPICS = { pingTopic: 'ping', pongTopic: 'pong' };

/**
 * Whether the AsyncAPI document says of both topics what stands in them, as
 * sentences; empty when it does.
 * @param {string} dir of a generated service
 */
export function findEncodingProblems(dir) {
  const read = file => readFileSync(join(dir, file), 'utf8');
  const { encoding } = JSON.parse(read('service.json'));
  const { channels, components } = parse(read('asyncapi.yaml'));
  return Object.entries(TOPICS).flatMap(([channel, kind]) => {
    const { $ref } = channels[channel].messages[kind];
    const { contentType, payload } =
      components.messages[$ref.split('/').at(-1)];
    const isSaid =
      encoding === 'avro'
        ? contentType === 'avro/binary' &&
          isDeepStrictEqual(
            payload.schema,
            JSON.parse(read(join('schemas', `${kind}.avsc`))),
          )
        : contentType === undefined;
    return isSaid ? [] : [`asyncapi.yaml does not say ${encoding} of ${kind}s`];
  });
}

/** What a choice of the form may change besides code. */
const CHOSEN =
  /^(service\.json|asyncapi\.yaml|catalog-info\.yaml|compose\.yaml|README\.md|docs[\\/].*|platform[\\/].*)$/;

/** Made by building and testing, which was done with one of them only. */
const BUILT =
  /(^|[\\/])(node_modules|dist|\.venv|\.\w+_cache|__pycache__|uv\.lock)([\\/]|$)/;

/** Files that differ between two services and are not chosen in the form. */
export function findOtherCode(dir, other) {
  const files = [dir, other].map(filesOf);
  return [...new Set(files.flat())].filter(
    file => !isSame(join(dir, file), join(other, file)),
  );
}

function filesOf(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(dir, join(entry.parentPath, entry.name)))
    .filter(file => !CHOSEN.test(file) && !BUILT.test(file));
}

function isSame(file, other) {
  try {
    return readFileSync(file).equals(readFileSync(other));
  } catch {
    // One of them is missing.
    return false;
  }
}
