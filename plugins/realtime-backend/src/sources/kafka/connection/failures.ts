import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import { CONNECTION_REFUSED } from '../../../connectionRefused';
import { MalformedAnswerError } from '../requests/WireReader';

/** Words for what an operating system or kafkajs says; the original names the address. */
const REASONS: ReadonlyArray<[RegExp, string]> = [
  [/ECONNREFUSED/, CONNECTION_REFUSED],
  [/ENOTFOUND|EAI_AGAIN/, 'its name cannot be resolved'],
  [/ETIMEDOUT|Connection timeout/, 'it does not answer in time'],
  [
    /before secure TLS/,
    'it closed the connection before TLS was agreed; it may speak no TLS',
  ],
  [
    /is not Kafka's/,
    'its answer is not the Kafka protocol; it may expect TLS (ssl in app-config)',
  ],
  [/ECONNRESET|EPIPE|Closed connection/, 'it closed the connection'],
  [/EHOSTUNREACH|ENETUNREACH/, 'there is no route to it'],
  [
    /unable to (get|verify)|in certificate chain/,
    'its certificate is not signed by a known authority (ssl.ca in app-config)',
  ],
  [/self-signed certificate/, 'its certificate is self-signed'],
  [/certificate has expired/, 'its certificate has expired'],
  [/altname|ERR_TLS/, 'its certificate is for another name'],
  [
    /alert (bad certificate|certificate required|unknown ca|handshake failure)/i,
    'it did not accept a client certificate (ssl.cert and ssl.key in app-config)',
  ],
  [/EPROTO|SSL|TLS|wrong version/i, 'TLS could not be agreed'],
];

/** Why a broker does not answer, for a person; never an address. */
export function reasonOf(error: unknown): string {
  if (error instanceof RealtimeError) return error.message;
  if (error instanceof MalformedAnswerError) return 'its answer cannot be read';
  const { code, message } = error as NodeJS.ErrnoException;
  const text = `${code} ${message}`;
  return (
    REASONS.find(([pattern]) => pattern.test(text))?.[1] ??
    'the connection failed'
  );
}

/** The broker may answer later. `message` is only the reason: who knows the broker adds its name. */
export function unreachable(reason: string): RealtimeError {
  return new RealtimeError('realtime.kafka.unreachable', reason, {
    isRetriable: true,
  });
}

const REFUSED_CREDENTIAL = 'realtime.kafka.authentication-failed';

/**
 * The broker refused the login. Retriable: a user that is made, or a password
 * that is changed, at the broker mends it, and while a broker starts it refuses
 * users it has not loaded yet.
 */
export function refusedCredential(cluster: string): RealtimeError {
  return new RealtimeError(
    REFUSED_CREDENTIAL,
    `Authentication failed: Kafka cluster ${cluster} refused the user name, password or mechanism. Correct its sasl settings in app-config, or the user at the cluster.`,
    { isRetriable: true },
  );
}

/** True when a login was refused, not merely missed. */
export function isRefusedCredential(error: unknown): error is RealtimeError {
  return error instanceof RealtimeError && error.code === REFUSED_CREDENTIAL;
}

/** True for what waiting cannot mend: a missing right, a missing topic, an alien broker. */
export function isFatal(error: unknown): error is RealtimeError {
  return error instanceof RealtimeError && !error.isRetriable;
}
