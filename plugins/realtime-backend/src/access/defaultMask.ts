import type { MaskPolicy } from './StreamAccess';

/**
 * Policy of streams that no policy of app-config covers: names that nearly
 * always hold a secret or a person. Switched off with `masking.applyDefault: false`.
 */
export const DEFAULT_MASK: MaskPolicy = {
  policy: 'default',
  paths: [
    '**.password',
    '**.passwd',
    '**.secret',
    '**.clientSecret',
    '**.token',
    '**.accessToken',
    '**.refreshToken',
    '**.apiKey',
    '**.authorization',
    '**.cookie',
    '**.ssn',
    '**.iban',
    '**.creditCard',
    '**.cardNumber',
    '**.email',
    '**.phone',
  ],
  headers: [
    'authorization',
    'cookie',
    'set-cookie',
    'x-api-key',
    'proxy-authorization',
  ],
  maskKey: false,
};
