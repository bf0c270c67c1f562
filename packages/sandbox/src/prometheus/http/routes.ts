import { evaluate, type SeriesSource } from '../promql/evaluate';
import type { Expression } from '../promql/Expression';
import { parsePromql } from '../promql/parsePromql';
import { badQuery } from '../promql/PromqlError';
import type { Sample, Value } from '../promql/values';
import { keyOf, type Labels, type Matcher } from '../store/labels';
import type { Series, SeriesStore } from '../store/SeriesStore';
import { gridOf, timeOf } from './parameters';

interface Question {
  store: SeriesStore;
  parameters: URLSearchParams;
  /** What the path names, such as a label. */
  place: string;
  nowMs: number;
}

/** Gives the `data` of an answer; throws PromqlError. */
export type Route = (question: Question) => unknown;

export const ROUTES: [RegExp, Route][] = [
  [/^\/api\/v1\/query$/, answerQuery],
  [/^\/api\/v1\/query_range$/, answerRange],
  [/^\/api\/v1\/series$/, question => seriesOf(question, true).map(nameOf)],
  [/^\/api\/v1\/labels$/, answerLabels],
  [/^\/api\/v1\/label\/([^/]+)\/values$/, answerValues],
  [/^\/api\/v1\/status\/buildinfo$/, () => BUILD_INFO],
];

const BUILD_INFO = {
  version: '3.5.0',
  revision: 'sandbox',
  branch: 'HEAD',
  buildUser: 'sandbox',
  buildDate: '20260101-00:00:00',
  goVersion: 'none',
};

function queryOf(parameters: URLSearchParams): Expression {
  return parsePromql(parameters.get('query') ?? '');
}

function answerQuery({ nowMs, parameters, store }: Question): unknown {
  const atMs = timeOf(parameters, 'time', nowMs);
  const value = evaluate(queryOf(parameters), store, atMs);
  switch (value.type) {
    case 'vector':
      return {
        resultType: 'vector',
        result: value.samples.map(each => ({
          metric: each.labels,
          value: point(atMs, each.value),
        })),
      };
    case 'matrix':
      return {
        resultType: 'matrix',
        result: value.series.map(({ labels, timesMs, values }) => ({
          metric: labels,
          values: timesMs.map((each, index) => point(each, values[index])),
        })),
      };
    case 'string':
      return { resultType: 'string', result: [atMs / 1_000, value.value] };
    default:
      return { resultType: 'scalar', result: point(atMs, value.value) };
  }
}

type Line = { metric: Labels; values: [number, string][] };

function answerRange({ parameters, store }: Question): unknown {
  const { endMs, startMs, stepMs } = gridOf(parameters);
  const expression = queryOf(parameters);
  const source = rememberSelections(store);
  const lines = new Map<string, Line>();
  for (let atMs = startMs; atMs <= endMs; atMs += stepMs) {
    for (const sample of samplesOf(evaluate(expression, source, atMs))) {
      const key = keyOf(sample.labels);
      const line = lines.get(key) ?? { metric: sample.labels, values: [] };
      line.values.push(point(atMs, sample.value));
      lines.set(key, line);
    }
  }
  return { resultType: 'matrix', result: [...lines.values()] };
}

/** A range asks for the same series at each of its moments. */
function rememberSelections(store: SeriesStore): SeriesSource {
  const known = new Map<readonly Matcher[], Series[]>();
  return {
    select: matchers => {
      const found = known.get(matchers) ?? store.select(matchers);
      known.set(matchers, found);
      return found;
    },
  };
}

function samplesOf(value: Value): Sample[] {
  if (value.type === 'scalar') {
    return [{ labels: {}, value: value.value }];
  }
  if (value.type !== 'vector') {
    const found = value.type === 'matrix' ? 'range vector' : 'string';
    throw badQuery(
      `invalid parameter "query": invalid expression type "${found}" for range query, must be Scalar or instant Vector`,
    );
  }
  return value.samples;
}

function point(atMs: number, value: number): [number, string] {
  return [atMs / 1_000, formatNumber(value)];
}

function formatNumber(value: number): string {
  const isFinite = Number.isFinite(value) || Number.isNaN(value);
  return isFinite ? String(value) : `${value > 0 ? '+' : '-'}Inf`;
}

/** Series that had samples in the time asked for. */
function seriesOf(
  { nowMs, parameters, store }: Question,
  isRequired: boolean,
): Series[] {
  const texts = parameters.getAll('match[]');
  if (isRequired && texts.length === 0) {
    throw badQuery('no match[] parameter provided');
  }
  const startMs = timeOf(parameters, 'start', 0);
  const endMs = timeOf(parameters, 'end', nowMs);
  const choices = texts.length > 0 ? texts.map(matchersOf) : [[]];
  const found = new Set(choices.flatMap(each => store.select(each)));
  return [...found].filter(({ timesMs }) =>
    timesMs.some(each => each >= startMs && each <= endMs),
  );
}

function matchersOf(text: string): Matcher[] {
  const expression = parsePromql(text);
  if (expression.type !== 'selector') {
    throw badQuery('invalid parameter "match[]": must be a series selector');
  }
  return expression.matchers;
}

function nameOf({ labels }: Series): Labels {
  return labels;
}

function answerLabels(question: Question): string[] {
  const names = seriesOf(question, false).flatMap(({ labels }) =>
    Object.keys(labels),
  );
  return [...new Set(names)].sort();
}

function answerValues(question: Question): string[] {
  const name = decodeURIComponent(question.place);
  const values = seriesOf(question, false).flatMap(
    ({ labels }) => labels[name] ?? [],
  );
  return [...new Set(values)].sort();
}
