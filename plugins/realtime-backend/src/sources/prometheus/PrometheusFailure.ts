import {
  RealtimeError,
  type Missing,
  type RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import { withoutAddresses } from '../../withoutAddresses';

/** Why Prometheus gave no answer; the last part of its code. */
export type PrometheusFault =
  | 'unauthenticated'
  | 'forbidden'
  | 'bad-query'
  | 'unavailable'
  | 'unreachable'
  | 'timeout'
  | 'unreadable'
  | 'unsupported';

interface FaultWords {
  missing: Missing['code'];
  /** After the name: `Prometheus prod …`. */
  clause: string;
  advice: string;
  isRetriable: boolean;
}

const FAULTS: Readonly<Record<PrometheusFault, FaultWords>> = {
  unauthenticated: {
    missing: 'unauthenticated',
    clause: 'does not take the credential',
    advice: 'Correct its credential in app-config',
    isRetriable: false,
  },
  forbidden: {
    missing: 'no-permission',
    clause: 'does not let the credential read metrics',
    advice: 'Grant it the right to read metrics',
    isRetriable: false,
  },
  'bad-query': {
    missing: 'bad-query',
    clause: 'does not understand the query',
    advice: 'Correct the query in app-config',
    isRetriable: false,
  },
  unavailable: {
    missing: 'failed',
    clause: 'cannot answer now',
    advice: 'It is asked again by itself',
    isRetriable: true,
  },
  unreachable: {
    missing: 'unreachable',
    clause: 'does not answer',
    advice: 'It is asked again by itself',
    isRetriable: true,
  },
  timeout: {
    missing: 'timeout',
    clause: 'does not answer in time',
    advice: 'It is asked again by itself',
    isRetriable: true,
  },
  unreadable: {
    missing: 'failed',
    clause: 'gave an answer that cannot be read',
    advice: 'Check that its URL in app-config is the base of the API',
    isRetriable: true,
  },
  unsupported: {
    missing: 'unsupported',
    clause: 'cannot do this',
    advice: 'Read from Prometheus itself',
    isRetriable: false,
  },
};

/** Words of Prometheus that are kept; a parse error fits. */
const MAX_WORDS = 160;

/**
 * Prometheus did not answer. Its own words are kept only where they help to
 * mend a query, and never with an address in them.
 */
export class PrometheusFailure extends RealtimeError {
  readonly fault: PrometheusFault;
  /** As Prometheus names it: `bad_data`, `execution`, `timeout`. */
  readonly errorType?: string;
  /** The same for a value that is not there. */
  readonly missing: Missing;

  constructor(
    instance: string,
    fault: PrometheusFault,
    more: { words?: string; errorType?: string } = {},
  ) {
    const { missing, clause, advice, isRetriable } = FAULTS[fault];
    const words = more.words && withoutAddresses(more.words, MAX_WORDS);
    const why = words ? `: ${words}` : '';
    const detail = `Prometheus ${instance} ${clause}${why}`;
    const code: RealtimeErrorCode = `realtime.prometheus.${fault}`;
    super(code, `${detail}. ${advice}.`, { isRetriable });
    this.fault = fault;
    this.errorType = more.errorType;
    this.missing = { code: missing, detail };
  }
}
