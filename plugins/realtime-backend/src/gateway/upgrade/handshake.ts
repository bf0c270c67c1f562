import type { IncomingMessage } from 'node:http';
import {
  SUBPROTOCOL,
  TICKET_PROTOCOL_PREFIX,
} from '@backstage-realtime/plugin-realtime-common';

/** What the caller shows to prove who it is. */
export type Proof =
  { kind: 'ticket'; ticket: string } | { kind: 'bearer'; token: string };

/** A refusal carries the HTTP status and a sentence for the body. */
export type HandshakeReading =
  | { ok: true; proof: Proof }
  | { ok: false; status: 400 | 401 | 403; message: string };

/**
 * Reads the head of an upgrade. A page comes from an allowed origin and shows a
 * ticket; a command-line client sends no origin and shows its own token. No
 * origin with a ticket only is refused: browsers always send one. The URL is
 * never looked at for secrets, since proxies log it.
 */
export function readHandshake(
  { headers }: Pick<IncomingMessage, 'headers'>,
  allowedOrigins: readonly string[],
): HandshakeReading {
  const token = bearerOf(headers.authorization);
  if (!isOriginAllowed(headers.origin, allowedOrigins, token !== undefined)) {
    return refuse(
      403,
      'Connections from this origin are not allowed. Add it to realtime.gateway.allowedOrigins if it is yours',
    );
  }
  const protocols = (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map(protocol => protocol.trim());
  if (!protocols.includes(SUBPROTOCOL))
    return refuse(400, `The sub-protocol ${SUBPROTOCOL} is missing`);
  const proof = proofOf(protocols, token);
  return proof
    ? { ok: true, proof }
    : refuse(401, 'No ticket was shown. Ask for one at POST /v1/tickets');
}

function proofOf(
  protocols: string[],
  token: string | undefined,
): Proof | undefined {
  if (token !== undefined) return { kind: 'bearer', token };
  const shown = protocols.find(name => name.startsWith(TICKET_PROTOCOL_PREFIX));
  const ticket = shown?.slice(TICKET_PROTOCOL_PREFIX.length);
  return ticket ? { kind: 'ticket', ticket } : undefined;
}

function isOriginAllowed(
  origin: string | undefined,
  allowed: readonly string[],
  hasToken: boolean,
): boolean {
  return origin === undefined ? hasToken : allowed.includes(origin);
}

function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
}

function refuse(status: 400 | 401 | 403, message: string): HandshakeReading {
  return { ok: false, status, message };
}
