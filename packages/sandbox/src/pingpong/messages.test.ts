import {
  asPong,
  buildPing,
  buildPong,
  buildTraceparent,
  parseJson,
  parsePing,
} from './messages';

describe('ping and pong', () => {
  it('answers a ping with its own id, content and times', () => {
    const ping = buildPing(0, 1_000);
    expect(buildPong(ping, 1_250)).toEqual({
      messageId: ping.messageId,
      originalContent: 'ping 0',
      response: 'pong: ping 0',
      pingTimestamp: 1_000,
      pongTimestamp: 1_250,
      processingTimeMs: 250,
      clientIp: '192.0.2.1',
      region: ping.region,
    });
  });

  it('never tells a negative time when clocks disagree', () => {
    expect(buildPong(buildPing(0, 2_000), 1_000).processingTimeMs).toBe(0);
  });

  it('uses documentation addresses, every gateway and every region', () => {
    const pings = Array.from({ length: 600 }, (_, i) => buildPing(i, 0));
    const distinct = (of: (ping: (typeof pings)[0]) => string) =>
      new Set(pings.map(of)).size;
    expect(distinct(ping => ping.gateway)).toBe(3);
    expect(distinct(ping => ping.region)).toBe(4);
    expect(distinct(ping => ping.messageId)).toBe(600);
    expect(distinct(ping => ping.clientIp)).toBe(254);
    expect(pings.every(({ clientIp }) => /^192\.0\.2\./.test(clientIp))).toBe(
      true,
    );
  });

  it.each([null, '', 'null', '42', '{}', '{"messageId":1}', '\0\0\0\0*þ'])(
    'skips %p instead of failing',
    text => {
      const bytes = text === null ? null : Buffer.from(text);
      expect(parsePing(bytes)).toBeUndefined();
      expect(asPong(parseJson(bytes))).toBeUndefined();
    },
  );

  it('writes trace ids as W3C asks', () => {
    expect(buildTraceparent()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});
