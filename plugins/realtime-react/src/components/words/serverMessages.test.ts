import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverMessages } from './serverMessages';

const SERVER = join(__dirname, '../../../../realtime-backend/src');

/** Where the server writes what a reader of records sees. */
const PLACES = [
  'decoding',
  'sources/kafka/recordBatch',
  'sources/shared/paceSource.ts',
  'hub',
  'sources/shared/failureReason.ts',
  'sources/kafka/connection',
  'sources/kafka/reader',
  'sources/kafka/requests',
  'sources/mqtt',
  'sources/websocket',
  'http/RecordInspector.ts',
  'gateway/session/toFault.ts',
  'gateway/session/accessRules.ts',
  'gateway/budgets',
  'access/refusals.ts',
  'gateway/states',
  'sources/kubernetes/WatchPool.ts',
  'health/HealthService.ts',
];

/** Texts that are put together, are no reasons, or never reach a page of records. */
const OTHERS = [
  'x x',
  'x x x',
  'Closed connection',
  "an answer of x bytes is not Kafka's",
  'the installed mqtt package is not one of x.x',
  'x left after x',
  'x s since x',
  'Basic x',
  'Subscription x watches a state, which cannot x. Unsubscribe it',
  'registry x does not answer x',
  'the type x is not supported',
  'a recordx does not fit its batch',
];

const KNOWN = Object.values(serverMessages)
  .flatMap(group => Object.values<string>(group))
  .map(text => withPlaces(text, /\{\{\w+\}\}/g));

/** What the sources say in words; a value between them, and a number, is `x`. */
function textsOf(place: string): string[] {
  const texts = sourcesIn(join(SERVER, place)).flatMap(file => {
    const code = readFileSync(file, 'utf8')
      .replace(/^\s*(\/\/|\/?\*).*$/gm, '')
      .replace(/logger[?]?\.\w+\([^;]*;/g, '');
    const quoted = code.match(/'[^'\n]* [^'\n]*'|`[^`\n]* [^`\n]*`/g) ?? [];
    return quoted.map(text => withPlaces(text.slice(1, -1), /\$\{[^}]*\}/g));
  });
  return [...new Set(texts)].filter(text => /^\w+ \w/.test(text));
}

function withPlaces(text: string, place: RegExp): string {
  return text
    .replace(place, 'x')
    .replace(/\brealtime(\.\w+)+/, 'x')
    .replace(/\bx\.x\b/, 'x')
    .replace(/\b(0xx|xx|\d+)\b/g, 'x');
}

function sourcesIn(path: string): string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.includes('test'))
    .map(name => join(path, name));
}

describe.each(PLACES)('what %s says', place => {
  const texts = textsOf(place).filter(text => !OTHERS.includes(text));

  it.each(texts)('is known in the language of the reader: %s', text => {
    expect(KNOWN.filter(known => known.includes(text))).not.toEqual([]);
  });
});
