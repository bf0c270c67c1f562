import { readHandshake } from './handshake';

const ALLOWED = ['https://portal.example'];
const GOOD = {
  origin: 'https://portal.example',
  'sec-websocket-protocol': 'realtime.v1, ticket.abc',
};

describe('readHandshake', () => {
  it('takes a ticket from a page of an allowed origin', () => {
    expect(readHandshake({ headers: GOOD }, ALLOWED)).toEqual({
      ok: true,
      proof: { kind: 'ticket', ticket: 'abc' },
    });
  });

  it('takes a bearer token from a client without an origin', () => {
    const headers = {
      authorization: 'Bearer t0ken',
      'sec-websocket-protocol': 'realtime.v1',
    };
    expect(readHandshake({ headers }, ALLOWED)).toEqual({
      ok: true,
      proof: { kind: 'bearer', token: 't0ken' },
    });
  });

  it.each([
    ['another origin', { ...GOOD, origin: 'https://evil.example' }, 403],
    [
      'an origin that only starts alike',
      { ...GOOD, origin: 'https://portal.example.evil.example' },
      403,
    ],
    ['the origin null', { ...GOOD, origin: 'null' }, 403],
    ['another scheme', { ...GOOD, origin: 'http://portal.example' }, 403],
    ['no origin with a ticket only', { ...GOOD, origin: undefined }, 403],
    [
      'a foreign origin with a token',
      { ...GOOD, origin: 'https://evil.example', authorization: 'Bearer x' },
      403,
    ],
    ['no sub-protocols', { origin: GOOD.origin }, 400],
    [
      'another protocol version',
      { ...GOOD, 'sec-websocket-protocol': 'realtime.v2, ticket.abc' },
      400,
    ],
    ['no ticket', { ...GOOD, 'sec-websocket-protocol': 'realtime.v1' }, 401],
    [
      'an empty ticket',
      { ...GOOD, 'sec-websocket-protocol': 'realtime.v1, ticket.' },
      401,
    ],
    [
      'basic authentication',
      {
        ...GOOD,
        'sec-websocket-protocol': 'realtime.v1',
        authorization: 'Basic eDp5',
      },
      401,
    ],
  ])('refuses %s', (_, headers, status) => {
    expect(readHandshake({ headers }, ALLOWED)).toMatchObject({
      ok: false,
      status,
    });
  });
});
