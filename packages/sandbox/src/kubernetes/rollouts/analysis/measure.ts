import { z } from 'zod';
import { evaluateCondition, type Value } from './condition/evaluateCondition';
import type { Metric } from './model';
import type { Phase } from './RunStatus';

/** What one measurement came to. */
export interface Measured {
  phase: Phase;
  /** As the controller writes values: `[0.12]`, `[NaN]`, `3`. */
  value?: string;
  message?: string;
  /** With the arguments filled in. */
  query?: string;
}

interface Circumstances {
  /** Of arguments; undefined for one without a value. */
  values: Map<string, string | undefined>;
  prometheusUrl: string;
  signal: AbortSignal;
}

const DEFAULT_TIMEOUT_MS = 30_000;

/** Never rejects: what goes wrong is a measurement with an error. */
export async function measure(
  metric: Metric,
  circumstances: Circumstances,
): Promise<Measured> {
  const { prometheus } = metric.provider;
  if (!prometheus) {
    return failed('this sandbox measures with Prometheus only');
  }
  try {
    const fill = (text: string) => fillIn(text, circumstances.values);
    const query = fill(prometheus.query);
    const asked = {
      url: fill(prometheus.address ?? circumstances.prometheusUrl),
      query,
      headers: prometheus.headers.map(({ key, value }): [string, string] => [
        key,
        fill(value),
      ]),
      timeoutMs: (prometheus.timeout ?? 0) * 1_000 || DEFAULT_TIMEOUT_MS,
      signal: circumstances.signal,
    };
    try {
      return { ...judge(metric, await ask(asked), fill), query };
    } catch (error) {
      return { ...failed(describe(error)), query };
    }
  } catch (error) {
    return failed(describe(error));
  }
}

function failed(message: string): Measured {
  return { phase: 'Error', message };
}

/** Throws for an argument that has no value. */
function fillIn(text: string, values: Circumstances['values']): string {
  return text.replace(/\{\{\s*args\.([\w-]+)\s*\}\}/g, (_, name) => {
    const value = values.get(name);
    if (value === undefined) {
      throw new Error(`failed to resolve {{args.${name}}}`);
    }
    return value;
  });
}

const sample = z.tuple([z.number(), z.string()]);
const answerSchema = z.object({
  data: z.discriminatedUnion('resultType', [
    z.object({ resultType: z.literal('scalar'), result: sample }),
    z.object({
      resultType: z.literal('vector'),
      result: z.array(z.object({ value: sample })),
    }),
  ]),
});
const errorSchema = z.object({ errorType: z.string(), error: z.string() });

type Answer = z.infer<typeof answerSchema>['data'];

interface Question {
  url: string;
  query: string;
  headers: [string, string][];
  timeoutMs: number;
  signal: AbortSignal;
}

async function ask(question: Question): Promise<Answer> {
  const { headers, query, signal, timeoutMs, url } = question;
  const response = await fetch(new URL('/api/v1/query', url), {
    method: 'POST',
    headers,
    body: new URLSearchParams({ query }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(explain(response.status, text));
  }
  return answerSchema.parse(JSON.parse(text)).data;
}

function explain(status: number, text: string): string {
  try {
    const { error, errorType } = errorSchema.parse(JSON.parse(text));
    return `${errorType}: ${error}`;
  } catch {
    const side = status < 500 ? 'client' : 'server';
    return `${side}_error: ${side} error: ${status}`;
  }
}

/** By what it carries, not by its class: errors of `fetch` come from outside. */
function describe(error: unknown): string {
  const { cause, message } = error as Error;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ECONNREFUSED') {
    return 'Post "/api/v1/query": dial tcp: connect: connection refused';
  }
  return code ? `Post "/api/v1/query": ${code}` : message;
}

/** Throws what the conditions say of a value they cannot be asked about. */
function judge(
  metric: Metric,
  answer: Answer,
  fill: (text: string) => string,
): Measured {
  const isVector = answer.resultType === 'vector';
  const texts = isVector
    ? answer.result.map(({ value }) => value[1])
    : [answer.result[1]];
  const numbers = texts.map(toNumber);
  const result = isVector ? numbers : numbers[0];
  const value = isVector ? `[${texts.join(',')}]` : texts[0];
  return { phase: phaseFor(metric, result, fill), value };
}

function phaseFor(
  { failureCondition, successCondition }: Metric,
  result: Value,
  fill: (text: string) => string,
): Phase {
  const holds = (condition?: string) =>
    condition ? evaluateCondition(fill(condition), result) : undefined;
  const isGood = holds(successCondition);
  const isBad = holds(failureCondition) ?? isGood === false;
  if (isBad) {
    return 'Failed';
  }
  return (isGood ?? true) ? 'Successful' : 'Inconclusive';
}

function toNumber(text: string): number {
  const infinities = { '+Inf': Infinity, '-Inf': -Infinity };
  return infinities[text as keyof typeof infinities] ?? Number(text);
}
