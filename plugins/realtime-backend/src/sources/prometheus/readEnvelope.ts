import { PrometheusFailure, type PrometheusFault } from './PrometheusFailure';
import { isObject } from './readSeries';

/** What every answer of the API carries around its data. */
export interface Envelope {
  data: unknown;
  warnings: string[];
  infos: string[];
}

/** Remarks of one answer that are kept. */
const MAX_REMARKS = 20;

/** Errors: PrometheusFailure for an answer that is no success, or none of Prometheus. */
export function readEnvelope(
  instance: string,
  status: number,
  text: string,
): Envelope {
  const body = parse(text);
  if (status !== 200 || !isObject(body) || body.status !== 'success')
    throw refusal(instance, status, body);
  return {
    data: body.data,
    warnings: remarks(body.warnings),
    infos: remarks(body.infos),
  };
}

/** undefined for what is no JSON: a login page, or an answer that was cut off. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function remarks(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list
    .filter(remark => typeof remark === 'string')
    .slice(0, MAX_REMARKS);
}

const STATUS_FAULTS: Readonly<Record<number, PrometheusFault>> = {
  400: 'bad-query',
  401: 'unauthenticated',
  403: 'forbidden',
  407: 'unauthenticated',
  422: 'bad-query',
  501: 'unsupported',
};

/** Prometheus sends its own time limit as 503, and some proxies as 504. */
function refusal(
  instance: string,
  status: number,
  body: unknown,
): PrometheusFailure {
  const said = isObject(body) && body.status === 'error' ? body : {};
  const errorType = textOf(said.errorType);
  const isLate = status === 504 || errorType === 'timeout';
  const fault = isLate ? 'timeout' : (STATUS_FAULTS[status] ?? other(status));
  const words =
    fault === 'bad-query' ? textOf(said.error) : ownWords(fault, status, body);
  return new PrometheusFailure(instance, fault, { words, errorType });
}

function other(status: number): PrometheusFault {
  return status >= 400 ? 'unavailable' : 'unreadable';
}

/** Our words, as those of proxies say little and may say too much. */
function ownWords(
  fault: PrometheusFault,
  status: number,
  body: unknown,
): string | undefined {
  if (fault === 'unavailable') return `status ${status}`;
  if (fault !== 'unreadable') return undefined;
  if (status >= 300) return 'it answers from another address';
  return body === undefined ? 'it is not JSON' : 'it has another form';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
