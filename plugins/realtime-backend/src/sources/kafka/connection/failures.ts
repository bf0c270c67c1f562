import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import { MalformedAnswerError } from '../requests/WireReader';

/** Words for what an operating system or kafkajs says; the original names the address. */
const REASONS: ReadonlyArray<[RegExp, string]> = [
  [/ECONNREFUSED/, 'the connection was refused'],
  [/ENOTFOUND|EAI_AGAIN/, 'its name cannot be resolved'],
  [/ETIMEDOUT|Connection timeout/, 'it does not answer in time'],
  [/ECONNRESET|EPIPE|Closed connection/, 'it closed the connection'],
  [/EHOSTUNREACH|ENETUNREACH/, 'there is no route to it'],
  [/self-signed certificate/, 'its certificate is self-signed'],
  [/certificate has expired/, 'its certificate has expired'],
  [
    /unable to (get|verify)/,
    'its certificate is not signed by a known authority',
  ],
  [/altname|ERR_TLS/, 'its certificate is for another name'],
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

/** True for what waiting cannot mend: a refused credential, a missing right, a missing topic, an alien broker. */
export function isFatal(error: unknown): error is RealtimeError {
  return error instanceof RealtimeError && !error.isRetriable;
}
