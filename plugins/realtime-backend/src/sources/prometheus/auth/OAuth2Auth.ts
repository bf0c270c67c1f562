import { z } from 'zod';
import type { Clock } from '../../../clock';
import { readBody } from '../readBody';
import { TokenAuth, type Token } from './TokenAuth';

/** Credentials of a program at an authorisation server. */
export interface OAuth2Settings {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scopes: readonly string[];
  /** More fields of the form, as some servers want: `audience`, `resource`. */
  parameters: Readonly<Record<string, string>>;
  /** Where the secret goes: the form, which most servers take, or a Basic header. */
  sendIn: 'form' | 'header';
}

const MAX_BYTES = 64 * 1024;

/** RFC 6749, 5.1: a life that is not told is taken for a minute. */
const ANSWER = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().default(60),
});

/** OAuth 2.0 client credentials (RFC 6749, 4.4). */
export class OAuth2Auth extends TokenAuth {
  constructor(settings: OAuth2Settings, clock: Clock) {
    super(signal => fetchToken(settings, clock, signal), clock);
  }
}

async function fetchToken(
  settings: OAuth2Settings,
  clock: Clock,
  signal: AbortSignal,
): Promise<Token> {
  const askedAtMs = clock.now();
  const response = await fetch(settings.tokenUrl, {
    method: 'POST',
    headers: toHeaders(settings),
    body: toForm(settings),
    redirect: 'manual',
    signal,
  });
  const text = await readBody(response, MAX_BYTES);
  if (!response.ok) throw new Error(`token endpoint: ${response.status}`);
  const { access_token: value, expires_in: life } = ANSWER.parse(
    JSON.parse(text),
  );
  return { value, expiresAtMs: askedAtMs + life * 1000 };
}

/** In a Basic header, both parts are form-encoded first (RFC 6749, 2.3.1). */
function toHeaders(settings: OAuth2Settings): Record<string, string> {
  const accept = { accept: 'application/json' };
  if (settings.sendIn === 'form') return accept;
  const parts = [settings.clientId, settings.clientSecret];
  const pair = parts.map(encodeURIComponent).join(':');
  const basic = Buffer.from(pair).toString('base64');
  return { ...accept, authorization: `Basic ${basic}` };
}

function toForm(settings: OAuth2Settings): URLSearchParams {
  const { clientId, clientSecret, scopes, parameters, sendIn } = settings;
  const form = new URLSearchParams(parameters);
  form.set('grant_type', 'client_credentials');
  if (scopes.length > 0) form.set('scope', scopes.join(' '));
  if (sendIn === 'form') {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  }
  return form;
}
