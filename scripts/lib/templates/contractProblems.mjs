import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ROOT } from '../paths.mjs';

const require = createRequire(join(ROOT, 'packages', 'backend', 'index.js'));
const {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
} = require('@backstage/catalog-model');
const { parse, parseAllDocuments } = require('yaml');

const VALIDATORS = {
  API: apiEntityV1alpha1Validator,
  Component: componentEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
};

const SCHEMAS = { Ping: 'ping', Pong: 'pong', Frame: 'frame' };

/**
 * What is wrong with the catalog entities of a generated service, as sentences;
 * empty when nothing is.
 * @param {string} dir of a generated service
 * @param {string[]} annotations what its first entity is told live by
 */
export async function findEntityProblems(dir, annotations) {
  const entities = readEntities(dir);
  const checked = await Promise.all(entities.map(problemsOfEntity));
  const given = entities[0].metadata?.annotations ?? {};
  const missing = annotations
    .filter(key => !given[`backstage-realtime.io/${key}`])
    .map(key => `The component lacks the annotation ${key}`);
  return [...checked.flat(), ...missing];
}

function readEntities(dir) {
  const text = readFileSync(join(dir, 'catalog-info.yaml'), 'utf8');
  return parseAllDocuments(text).map(document =>
    // What the catalog reads in its place is checked below.
    JSON.parse(
      JSON.stringify(document.toJS()).replace(
        '{"$text":"./asyncapi.yaml"}',
        '"asyncapi"',
      ),
    ),
  );
}

async function problemsOfEntity(entity) {
  const name = `${entity.kind} ${entity.metadata?.name}`;
  try {
    const isKnown = await VALIDATORS[entity.kind]?.check(entity);
    return isKnown ? [] : [`${name} is no entity of the catalog`];
  } catch (error) {
    return [`${name}: ${error.message}`];
  }
}

/** What is wrong with the AsyncAPI document of a generated service, as sentences. */
export function findAsyncApiProblems(dir) {
  const text = readFileSync(join(dir, 'asyncapi.yaml'), 'utf8');
  const document = parse(text);
  const broken = [...text.matchAll(/\$ref: "#\/([^"]+)"/g)]
    .map(([, pointer]) => pointer)
    .filter(pointer => resolve(document, pointer) === undefined)
    .map(pointer => `asyncapi.yaml refers to ${pointer}, which is not there`);
  const differing = Object.entries(SCHEMAS)
    .filter(
      ([name, file]) =>
        !isDeepStrictEqual(
          document.components.schemas[name],
          readSchema(dir, file),
        ),
    )
    .map(([name]) => `asyncapi.yaml and schemas/ differ in ${name}`);
  return [...broken, ...differing];
}

function resolve(document, pointer) {
  return pointer.split('/').reduce((at, key) => at?.[key], document);
}

function readSchema(dir, file) {
  const path = join(dir, 'schemas', `${file}.schema.json`);
  const text = readFileSync(path, 'utf8').replace(
    './pong.schema.json',
    '#/components/schemas/Pong',
  );
  const { $schema, ...schema } = JSON.parse(text);
  return schema;
}
