import type { SaslPlain } from '../KafkaBroker';
import type { BrokerNode, Cluster } from './Cluster';
import type { WireReader } from './wire/WireReader';
import type { WireWriter } from './wire/WireWriter';

/** What a connection remembers between requests. */
export interface ConnectionState {
  readonly clientHost: string;
  /** undefined: the broker lets everybody in. */
  readonly sasl?: SaslPlain;
  isAuthenticated: boolean;
  /** Aborts when the socket closes: long polls end with it. */
  readonly signal: AbortSignal;
}

export interface ApiCall {
  readonly cluster: Cluster;
  readonly node: BrokerNode;
  readonly connection: ConnectionState;
  readonly version: number;
  readonly clientId: string;
  readonly request: WireReader;
  readonly answer: WireWriter;
}

/**
 * One kind of request. `handle` reads the body from `request` and writes the
 * body of the answer; resolving to `no-answer` sends nothing (acks 0).
 */
export interface Api {
  readonly key: number;
  readonly name: string;
  readonly minVersion: number;
  readonly maxVersion: number;
  /** First version in the flexible form; none of them when left out. */
  readonly flexibleFrom?: number;
  handle(call: ApiCall): void | Promise<void | 'no-answer'>;
}
