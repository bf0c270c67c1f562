import { failureReason } from './failureReason';
import { jitteredDelay } from './jitteredDelay';

describe('waiting before the next try', () => {
  const bounds = { minMs: 500, maxMs: 30_000 };

  it.each([
    [1, 0, 250],
    [1, 1, 500],
    [2, 1, 1_000],
    [7, 0, 15_000],
    [7, 1, 30_000],
    [1_000_000, 1, 30_000],
  ])('is for try %s at chance %s: %s ms', (tries, chance, waitMs) => {
    expect(jitteredDelay(tries, bounds, () => chance)).toBe(waitMs);
  });
});

describe('the reason of a failure', () => {
  it.each([
    ['ECONNREFUSED', 'the connection is refused'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'the certificate is not accepted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate is not accepted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is not accepted'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS could not be agreed'],
    ['EPROTO', 'TLS could not be agreed'],
    ['ENOTFOUND', 'the host name is not known'],
    ['ANYTHING', 'the connection failed'],
  ])('is for %s: %s, without the address', (code, reason) => {
    const error = new Error('connect to broker.internal:1883 with s3cret');
    expect(failureReason(Object.assign(error, { code }))).toBe(reason);
  });

  it.each([undefined, null, 'text', new Error('to 10.0.0.1')])(
    'is said without a code too (%s)',
    error => {
      expect(failureReason(error)).toBe('the connection failed');
    },
  );
});
