import {
  known,
  missing,
  type AnalysisPhase,
  type Measurement,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import { withoutAddresses } from '../../withoutAddresses';
import { textAt, timeAt, type Fields } from './fields';

const MAX_RAW = 120;
const MAX_MESSAGE = 300;

const PHASES: Readonly<Record<string, AnalysisPhase>> = {
  '': 'pending',
  Pending: 'pending',
  Running: 'running',
  Successful: 'successful',
  Failed: 'failed',
  Error: 'error',
  Inconclusive: 'inconclusive',
};

/** Phase of a run, a metric or a measurement; the controller leaves it out before the first. */
export function phaseAt(fields: Fields): AnalysisPhase {
  const phase = textAt(fields, 'phase', 63) ?? '';
  return Object.hasOwn(PHASES, phase) ? PHASES[phase] : 'unknown';
}

/** Message of a run, a metric or a measurement; those of providers hold addresses. */
export function analysisMessageAt(fields: Fields): string | undefined {
  const message = textAt(fields, 'message', 4 * MAX_MESSAGE);
  return message && withoutAddresses(message, MAX_MESSAGE);
}

export function parseMeasurement(fields: Fields): Measurement {
  const phase = phaseAt(fields);
  const raw = textAt(fields, 'value', 10_000);
  const message = analysisMessageAt(fields);
  return {
    phase,
    value: readValue(raw, phase, message),
    raw: raw?.slice(0, MAX_RAW),
    startedAtMs: timeAt(fields, 'startedAt'),
    finishedAtMs: timeAt(fields, 'finishedAt'),
    message,
  };
}

/** How an empty vector is told: the condition looks for an element that is not there. */
const NO_ELEMENT = /out of range|no data|empty/i;

/**
 * The number inside what a provider answered: `[0.12]` of Prometheus, `0.12`,
 * or `"0.12"` of the web provider. Of several the first one counts; `raw` has all.
 */
function readValue(
  raw: string | undefined,
  phase: AnalysisPhase,
  message: string | undefined,
): Reading<number> {
  const text = raw === undefined ? '' : unwrap(raw);
  if (/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return known(Number(text));
  if (/^[+-]?(nan|inf(inity)?)$/i.test(text)) return missing('not-a-number');
  const isEmpty = raw !== undefined && ['', 'null', '{}'].includes(text);
  if (isEmpty || (message && NO_ELEMENT.test(message)))
    return missing('no-data');
  if (raw !== undefined) return missing('not-a-number');
  return missing(phase === 'error' ? 'failed' : 'no-data');
}

/** Without the brackets of a list and the quotes of a text, first element only. */
function unwrap(raw: string): string {
  const [, inside] = /^\s*\[(.*)\]\s*$/s.exec(raw) ?? [];
  const first = inside === undefined ? raw : inside.split(/[\s,]+/)[0];
  return first
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .trim();
}
