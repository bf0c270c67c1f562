import {
  filterClauseSchema,
  MAX_FILTER_CLAUSES,
  startPositionSchema,
  type FilterClause,
  type Offset,
  type StartPosition,
} from '@backstage-realtime/plugin-realtime-common';
import {
  DEFAULT_QUERY,
  DETAIL_TABS,
  MAX_EXTRA_COLUMNS,
  type DetailTab,
  type ExtraColumn,
  type StreamQuery,
} from '@backstage-realtime/plugin-realtime-react';

/** One record by its place. */
export interface RecordPlace {
  partition: number;
  offset: string;
}

/**
 * Everything a link to the page carries. Parameters: `stream`, `from`
 * (`latest`, `last:50`, `earliest`, `offset:3:1204`, `time:<ms>`,
 * `resume:<position>`), `to` (the last offset of a range from an offset), `p` (`0,3`), `where` (one clause as JSON, repeated),
 * `max` (`50`, `all`), `col` (`value:path`, `header:name`, repeated), `record`
 * (`3:1204`), `tab`. What cannot be read is left out, so that an old link still
 * opens.
 */
export interface PageAddress {
  stream?: string;
  query: StreamQuery;
  columns: ExtraColumn[];
  record?: RecordPlace;
  tab?: DetailTab;
}

/** Reads the page's part of an address. */
export function readAddress(params: URLSearchParams): PageAddress {
  const from = readFrom(params.get('from')) ?? DEFAULT_QUERY.from;
  const until = readUntil(params.get('to'), from);
  return {
    stream: params.get('stream') ?? undefined,
    query: {
      from,
      ...(until !== undefined && { until }),
      partitions: readPartitions(params.get('p')),
      clauses: readClauses(params.getAll('where')),
      maxPerSecond: readMax(params.get('max')),
    },
    columns: readColumns(params.getAll('col')),
    record: readRecord(params.get('record')),
    tab: DETAIL_TABS.find(tab => tab === params.get('tab')),
  };
}

/** Writes the page's part of an address; others' parameters stay, defaults are left out. */
export function writeAddress(
  params: URLSearchParams,
  address: PageAddress,
): URLSearchParams {
  const next = new URLSearchParams(params);
  OURS.forEach(name => next.delete(name));
  const set = (name: string, value: string | undefined) =>
    value !== undefined && next.append(name, value);
  const { query, record, columns } = address;
  set('stream', address.stream);
  const from = writeFrom(query.from);
  if (from !== writeFrom(DEFAULT_QUERY.from)) set('from', from);
  set('to', query.until);
  set('p', query.partitions?.join(','));
  query.clauses.forEach(clause => set('where', JSON.stringify(clause)));
  if (query.maxPerSecond !== DEFAULT_QUERY.maxPerSecond) {
    set('max', String(query.maxPerSecond ?? 'all'));
  }
  columns.forEach(column => set('col', `${column.source}:${column.name}`));
  set('record', record && `${record.partition}:${record.offset}`);
  if (record) set('tab', address.tab);
  return next;
}

const OURS = 'stream from to p where max col record tab'.split(' ');

function writeFrom(from: StartPosition): string {
  switch (from.at) {
    case 'last':
      return `last:${from.count}`;
    case 'offset':
      return `offset:${from.partition}:${from.offset}`;
    case 'timestamp':
      return `time:${from.timestampMs}`;
    case 'resume':
      return `resume:${from.position}`;
    default:
      return from.at;
  }
}

function readFrom(text: string | null): StartPosition | undefined {
  if (text === null) return undefined;
  const parsed = startPositionSchema.safeParse(toPosition(text));
  return parsed.success ? parsed.data : undefined;
}

function readUntil(
  text: string | null,
  from: StartPosition,
): Offset | undefined {
  const isOffset = from.at === 'offset' && /^\d{1,19}$/.test(text ?? '');
  return isOffset ? (text as Offset) : undefined;
}

function toPosition(text: string): unknown {
  const [at, first, second] = text.split(':');
  switch (at) {
    case 'last':
      return { at, count: Number(first) };
    case 'offset':
      return { at, partition: toNumber(first), offset: second };
    case 'time':
      return { at: 'timestamp', timestampMs: toNumber(first) };
    case 'resume':
      return { at, position: text.slice('resume:'.length) };
    default:
      return { at };
  }
}

function toNumber(text: string | undefined): number {
  return /^\d{1,16}$/.test(text ?? '') ? Number(text) : NaN;
}

function readPartitions(text: string | null): number[] | undefined {
  const numbers = (text ?? '').split(',').map(toNumber);
  const known = numbers.filter(n => Number.isSafeInteger(n));
  return known.length > 0 ? known : undefined;
}

function readClauses(texts: string[]): FilterClause[] {
  return texts
    .map(text => filterClauseSchema.safeParse(parseOrUndefined(text)))
    .flatMap(parsed => (parsed.success ? [parsed.data] : []))
    .slice(0, MAX_FILTER_CLAUSES);
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readMax(text: string | null): number | undefined {
  if (text === 'all') return undefined;
  const max = toNumber(text ?? undefined);
  return max >= 1 && max <= 100_000 ? max : DEFAULT_QUERY.maxPerSecond;
}

function readColumns(texts: string[]): ExtraColumn[] {
  return texts
    .map(text => /^(value|header):(.+)$/.exec(text))
    .flatMap(match =>
      match
        ? [{ source: match[1] as ExtraColumn['source'], name: match[2] }]
        : [],
    )
    .slice(0, MAX_EXTRA_COLUMNS);
}

function readRecord(text: string | null): RecordPlace | undefined {
  const match = /^(\d{1,7}):(\d{1,19})$/.exec(text ?? '');
  return match ? { partition: Number(match[1]), offset: match[2] } : undefined;
}
