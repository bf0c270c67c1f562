/** Name and password of the one user a broker with SASL PLAIN knows. */
export interface SaslPlain {
  username: string;
  password: string;
}

/**
 * A Kafka cluster on this machine. Data lives until `close`: a killed or
 * stopped cluster comes back with its records, on the same ports.
 */
export interface KafkaBroker {
  readonly kind: 'real' | 'standin' | 'external';
  /** `host:port`, comma separated when there are several brokers. */
  readonly bootstrap: string;
  /** Ends it without a goodbye: sockets are cut, nothing is handed over. */
  kill(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Starts it again after `kill` or `stop`; resolves when it answers. */
  restart(): Promise<void>;
  /** Stops it and removes its data; it cannot be started again. */
  close(): Promise<void>;
}
