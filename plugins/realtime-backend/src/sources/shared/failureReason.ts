const REASONS: Record<string, string> = {
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection was reset',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be looked up',
  ETIMEDOUT: 'no answer in time',
  EPIPE: 'the connection was reset',
};

/** A failure to connect in words. Messages of the system name addresses, so none is passed on. */
export function failureReason(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return 'the connection failed';
  if (REASONS[code]) return REASONS[code];
  if (/CERT|SIGNATURE/.test(code)) return 'the certificate is not accepted';
  return /TLS|SSL|EPROTO/.test(code)
    ? 'TLS could not be agreed'
    : 'the connection failed';
}
