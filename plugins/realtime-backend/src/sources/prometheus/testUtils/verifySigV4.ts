import { createHash, createHmac } from 'node:crypto';
import type { Asked } from './FakePrometheus';

/** Who may sign, and for what. */
export interface Signer {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  service: string;
}

/**
 * Signature Version 4 as the server computes it from the bytes it received,
 * after AWS's description and with nothing of the client's library. Returns the
 * signature that has to be in the header.
 */
export function expectedSignature(asked: Asked, signer: Signer): string {
  const { signedHeaders } = parseAuthorization(asked);
  const amzDate = String(asked.headers['x-amz-date']);
  const scope = scopeOf(amzDate, signer);
  const request = canonicalRequest(asked, signedHeaders);
  const toSign = ['AWS4-HMAC-SHA256', amzDate, scope, sha256(request)];
  const key = [
    amzDate.slice(0, 8),
    signer.region,
    signer.service,
    'aws4_request',
  ].reduce<Buffer | string>(hmac, `AWS4${signer.secretAccessKey}`);
  return hmac(key, toSign.join('\n')).toString('hex');
}

/** Parts of the header `authorization`. Throws where there is none of this kind. */
export function parseAuthorization({ headers }: Asked) {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (!match) throw new Error('the request is not signed');
  const [, credential, names, signature] = match;
  return { credential, signedHeaders: names.split(';'), signature };
}

export function scopeOf(amzDate: string, { region, service }: Signer): string {
  return `${amzDate.slice(0, 8)}/${region}/${service}/aws4_request`;
}

function canonicalRequest(asked: Asked, signedHeaders: readonly string[]) {
  const [path, search = ''] = asked.target.split('?');
  const query = [...new URLSearchParams(search)]
    .map(([name, value]) => `${escape(name)}=${escape(value)}`)
    .sort()
    .join('&');
  const headers = signedHeaders.map(
    name =>
      `${name}:${String(asked.headers[name]).trim().replace(/ +/g, ' ')}\n`,
  );
  const escapedPath = path.split('/').map(escape).join('/');
  return [
    asked.method,
    escapedPath,
    query,
    headers.join(''),
    signedHeaders.join(';'),
    sha256(asked.body),
  ].join('\n');
}

/** RFC 3986: letters, digits and `-._~` stay. */
function escape(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
