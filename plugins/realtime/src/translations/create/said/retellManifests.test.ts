import { buildClaims } from '@backstage-realtime/plugin-realtime-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import type { CreateWords } from '../../createWords';
import { problemMessages } from './problems';
import { retellManifests } from './retellManifests';
import { warningMessages } from './warnings';

const MANIFESTS = resolve(
  __dirname,
  '../../../../../realtime-common/src/manifests',
);

/** Every file whose sentences end up in a form. */
const SOURCES = [
  'check/checkBundle.ts',
  'claims.ts',
  'metadata.ts',
  'oamApplication.ts',
  'readForm.ts',
  'rules/names.ts',
  'rules/streamSql.ts',
  'rules/topicNames.ts',
  'schemas/analyticsDashboard.ts',
  'schemas/applicationClaimSpec.ts',
  'schemas/iotBroker.ts',
  'schemas/parts.ts',
  'schemas/realtimePlatformSpec.ts',
  'schemas/streamProcessor.ts',
  'warnings.ts',
];

/** Says which text was recognised, and with which values. */
const named: CreateWords = (key, values = {}) =>
  [key, ...Object.values(values)].join('|');

/** Texts of at least two words; what is filled in is `x`. Messages of errors are thrown, not shown. */
function sentencesIn(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(resolve(MANIFESTS, file), 'utf8'),
    ts.ScriptTarget.Latest,
  );
  const found = new Set<string>();
  const visit = (node: ts.Node) => {
    const text = textOf(node);
    if (text !== undefined && /[a-z0-9]+ [a-z]+/i.test(text)) found.add(text);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found];
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  const rest = node.templateSpans.map(({ literal }) => `x${literal.text}`);
  return [node.head.text, ...rest].join('');
}

const many = (count: number, item: object) => Array(count).fill(item);

describe('what builders and gates say', () => {
  it.each(SOURCES.map(file => [file]))('is known of all of %s', file => {
    const unknown = sentencesIn(file).filter(
      text => retellManifests(text, named) === text,
    );
    expect(unknown).toEqual([]);
  });

  it.each(Object.entries({ ...warningMessages, ...problemMessages }))(
    'is found by its English text: %s',
    (key, text) => {
      const filled = text.replace(/\{\{\w+\}\}/g, 'x');
      expect(retellManifests(filled, named).split('|')[0]).toBe(key);
    },
  );

  it.each<[string, object, string]>([
    [
      'a name that is too long',
      { name: 'a'.repeat(64) },
      'said.longName|63|64',
    ],
    ['many topics', { topics: many(65, { name: 'a' }) }, 'said.tooMany|64'],
    ['a great number', { scaling: { maxReplicas: 101 } }, 'said.tooBig|100'],
    ['a small number', { scaling: { minReplicas: 0 } }, 'said.tooSmall|1'],
    ['a broken number', { scaling: { minReplicas: 1.5 } }, 'said.wholeNumber'],
    ['another type', { iot: 'yes' }, 'said.wrongType|boolean|string'],
    ['another choice', { profile: 'x' }, 'said.oneOf|dev, production'],
    ['a field nobody has', { port: 1 }, 'said.notAField'],
    [
      'a text that is too long',
      { resources: { cpu: `${'1'.repeat(20)}m` } },
      'said.tooLongText|20',
    ],
  ])('is known of %s', (_, part, said) => {
    const platform = { name: 'streams', ...part };
    const built = buildClaims({ platform });
    const problems = built.ok ? [] : built.problems;
    expect(
      problems.map(({ message }) => retellManifests(message, named)),
    ).toContain(said);
  });

  it.each([
    [
      'devices: mqttConfig has no effect while iot is false',
      'devices: said.idleMqtt',
    ],
    [
      'api refers to the platform streams, which is not in this application and has to exist',
      'said.foreignPlatform|api|streams',
    ],
    [
      'looks like a token; a secret is never written into a form or manifest; put it into a Kubernetes Secret and refer to that by name and key',
      'said.secretToken|said.secret',
    ],
    ['a sentence of tomorrow', 'a sentence of tomorrow'],
    ['other: a sentence of tomorrow', 'other: a sentence of tomorrow'],
  ])('keeps names and what is not known: %s', (text, said) => {
    expect(retellManifests(text, named)).toBe(said);
  });
});
