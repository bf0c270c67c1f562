import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { MASK_TOKEN } from '@backstage-realtime/plugin-realtime-common';
import { fieldText, headerText, keyText } from './preview';

/** What a message is followed by: where it was read (`messageId`, `header traceparent`, `key`), and its text. @public */
export interface TraceId {
  name: string;
  text: string;
}

/** Names under which services carry one id from hop to hop; the first that a record has is taken. */
const HEADERS = ['correlation-id', 'x-correlation-id', 'x-request-id'];
const FIELDS = [
  'messageId',
  'correlationId',
  'correlation_id',
  'requestId',
  'traceId',
  'eventId',
];

/** Shorter texts are in many records by chance. */
const MIN_LENGTH = 6;

/** The longest text of a condition. */
const MAX_LENGTH = 512;

/** W3C trace context: version, trace id, parent id, flags. The parent changes at each hop, the trace id does not. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The id a record shares with the same message elsewhere; undefined when it has none that says enough. @public */
export function traceIdOf(record: ViewedRecord): TraceId | undefined {
  return candidatesOf(record).find(
    ({ text }) =>
      text.length >= MIN_LENGTH &&
      text.length <= MAX_LENGTH &&
      text !== MASK_TOKEN,
  );
}

/** True for a record that carries the text in its key, value or headers. @public */
export function carriesText(record: ViewedRecord, text: string): boolean {
  const needle = text.toLowerCase();
  const holds = (bytes: Uint8Array | null) =>
    bytes !== null && utf8.decode(bytes).toLowerCase().includes(needle);
  return (
    holds(record.key) ||
    holds(record.value) ||
    record.headers.some(header => holds(header.value))
  );
}

const utf8 = new TextDecoder();

function candidatesOf(record: ViewedRecord): TraceId[] {
  const header = (name: string) => ({
    name: `header ${name}`,
    text: headerText(record, name) ?? '',
  });
  const traceparent = header('traceparent');
  const [, traceId = ''] = TRACEPARENT.exec(traceparent.text) ?? [];
  return [
    ...HEADERS.map(header),
    ...FIELDS.map(name => ({ name, text: fieldText(record, name) ?? '' })),
    { ...traceparent, text: traceId },
    { name: 'key', text: keyText(record) ?? '' },
  ];
}
