import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

/** 256 bits: nobody guesses a ticket within its life. */
const TICKET_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_PURPOSE = 'realtime ticket: seal of the user token';

/** A fresh ticket, base64url, 43 characters. */
export function createTicket(): string {
  return randomBytes(TICKET_BYTES).toString('base64url');
}

/** The name a ticket is stored under; it does not lead back to the ticket. */
export function hashTicket(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}

/**
 * Encrypts `token` so that only the holder of `ticket` can read it; `userRef`
 * is bound in, so a row cannot be given to somebody else. Base64 of
 * nonce, tag, cipher text.
 */
export function sealToken(
  token: string,
  ticket: string,
  userRef: string,
): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(ticket), nonce);
  cipher.setAAD(Buffer.from(userRef));
  const text = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
}

/** The inverse of {@link sealToken}; throws when ticket, user or bytes do not fit. */
export function openToken(
  sealed: string,
  ticket: string,
  userRef: string,
): string {
  const bytes = Buffer.from(sealed, 'base64');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(ticket), nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(userRef));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = bytes.subarray(NONCE_BYTES + TAG_BYTES);
  return decipher.update(text, undefined, 'utf8') + decipher.final('utf8');
}

/** The ticket has full entropy, so one HKDF step without a salt is enough (RFC 5869, 3.1). */
function keyOf(ticket: string): Buffer {
  return Buffer.from(hkdfSync('sha256', ticket, '', KEY_PURPOSE, 32));
}
