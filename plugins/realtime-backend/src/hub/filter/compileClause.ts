import {
  readHeaderBlock,
  type FilterClause,
  type RecordHeader,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordView } from '../Projector';
import { fieldNumber, fieldText, type JsonValue } from './JsonValue';
import { compileText, type TextMatcher } from './matchText';

/** True when the record is to be shown. */
export type ClauseTest = (view: RecordView, json: JsonValue) => boolean;

type HeaderClause = Extract<FilterClause, { in: 'header' }>;
type FieldClause = Extract<FilterClause, { in: 'field' }>;
type NumberClause = Extract<FilterClause, { in: 'field-number' }>;

const decoder = new TextDecoder();

/** One clause as a function over the masked record. */
export function compileClause(clause: FilterClause): ClauseTest {
  switch (clause.in) {
    case 'any':
      return compileAny(
        compileText(clause.text, 'contains', clause.caseSensitive),
      );
    case 'key': {
      const matcher = compileText(clause.text, clause.op, clause.caseSensitive);
      return view => matchesKey(view, matcher);
    }
    case 'value': {
      const matcher = compileText(clause.text, clause.op, clause.caseSensitive);
      return view => matchesValue(view, matcher);
    }
    case 'header':
      return compileHeader(clause);
    case 'field':
      return compileField(clause);
    default:
      return compileNumber(clause);
  }
}

function compileAny(matcher: TextMatcher): ClauseTest {
  return view =>
    matchesKey(view, matcher) ||
    matchesValue(view, matcher) ||
    (view.headersBytes > 0 &&
      matcher.bytes(view.headersSource, view.headersStart, view.headersBytes));
}

function matchesKey(view: RecordView, matcher: TextMatcher): boolean {
  return (
    view.keyBytes >= 0 &&
    matcher.bytes(view.keySource, view.keyStart, view.keyBytes)
  );
}

function matchesValue(view: RecordView, matcher: TextMatcher): boolean {
  return (
    view.valueBytes >= 0 &&
    matcher.bytes(view.valueSource, view.valueStart, view.valueBytes)
  );
}

function compileHeader(clause: HeaderClause): ClauseTest {
  const name = compileText(clause.name, 'contains', true);
  const matchesHeader = headerMatcher(clause);
  return view => {
    const {
      headersSource: source,
      headersStart: start,
      headersBytes: length,
    } = view;
    if (length <= 0 || !name.bytes(source, start, length)) return false;
    return readHeaderBlock(
      source.subarray(start, start + length),
      view.headerCount,
    ).some(header => header.name === clause.name && matchesHeader(header));
  };
}

function headerMatcher(
  clause: HeaderClause,
): (header: RecordHeader) => boolean {
  if (clause.op === 'exists') return () => true;
  const matcher = compileText(clause.text, clause.op, clause.caseSensitive);
  return ({ value }) => value !== null && matcher.text(decoder.decode(value));
}

function compileField(clause: FieldClause): ClauseTest {
  const path = clause.path.split('.');
  if (clause.op === 'exists')
    return fieldTest(path, nameNeedle(path), () => true);
  const matcher = compileText(clause.text, clause.op, clause.caseSensitive);
  const needle = /^[\w -]+$/.test(clause.text)
    ? compileText(clause.text, 'contains', clause.caseSensitive)
    : undefined;
  return fieldTest(path, needle ?? nameNeedle(path), value =>
    matcher.text(fieldText(value)),
  );
}

function compileNumber(clause: NumberClause): ClauseTest {
  const path = clause.path.split('.');
  const compare = COMPARE[clause.op];
  return fieldTest(path, nameNeedle(path), value => {
    const number = fieldNumber(value);
    return number !== undefined && compare(number, clause.number);
  });
}

const COMPARE: Record<NumberClause['op'], (a: number, b: number) => boolean> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  eq: (a, b) => a === b,
};

/** Text that must be in the JSON for the field to exist; positions in arrays leave no name. */
function nameNeedle(path: readonly string[]): TextMatcher | undefined {
  const name = [...path].reverse().find(step => !/^\d+$/.test(step));
  return name === undefined ? undefined : compileText(name, 'contains', true);
}

/**
 * A record whose fields cannot be looked at is shown: hiding what was not judged
 * would be a silent loss. Text in braces that lacks the needle is judged, well
 * formed or damaged: no reading of it can hold what is asked for, and looking
 * for damage first would parse every record that the needle saves from it.
 */
function fieldTest(
  path: readonly string[],
  needle: TextMatcher | undefined,
  holds: (value: unknown) => boolean,
): ClauseTest {
  return (_view, json) => {
    if (needle && !json.mayContain(needle.bytes)) return false;
    const field = json.lookup(path);
    if (field.state === 'unjudged') return true;
    return field.state === 'found' && holds(field.value);
  };
}
