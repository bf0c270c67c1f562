import { OversizeFilter } from './OversizeFilter';

/** A PUBLISH at QoS 0. Source: MQTT 3.1.1, section 3.3. */
function publish(topic: string, payloadBytes: number): Buffer {
  const body = Buffer.alloc(2 + topic.length + payloadBytes, 'x');
  body.writeUInt16BE(topic.length);
  body.write(topic, 2);
  return Buffer.concat([Buffer.from([0x30, ...lengthOf(body)]), body]);
}

function lengthOf({ length }: Buffer): number[] {
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 128)) {
    digits.push((rest % 128) + (rest > 127 ? 128 : 0));
  }
  return digits;
}

/** What passes and what is told when the bytes come `chunkBytes` at a time. */
function filter(packets: Buffer[], chunkBytes: number, maxBytes = 1_000) {
  const topics: string[] = [];
  const stream = new OversizeFilter(maxBytes, topic => topics.push(topic));
  const passed: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => passed.push(chunk));
  const bytes = Buffer.concat(packets);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    stream.write(bytes.subarray(at, at + chunkBytes));
  }
  return { topics, passed: Buffer.concat(passed), chunks: passed.length };
}

const small = publish('a/small', 300);
const large = publish('a/large', 5_000);
const ping = Buffer.from([0xd0, 0]);

describe('OversizeFilter', () => {
  it.each([1, 2, 3, 7, 100, 1_024, 65_536])(
    'takes out what is too large and nothing else, in chunks of %s bytes',
    chunkBytes => {
      const packets = [small, large, ping, large, large, small, ping];
      const { topics, passed } = filter(packets, chunkBytes);

      expect(topics).toEqual(['a/large', 'a/large', 'a/large']);
      expect(passed).toEqual(Buffer.concat([small, ping, small, ping]));
    },
  );

  it('passes a message of the bound and takes out one of a byte more', () => {
    const head = 2 + 'a'.length;
    const atBound = publish('a', 1_000 - head);
    const overBound = publish('a', 1_001 - head);

    expect(filter([atBound, ping], 64).passed).toEqual(
      Buffer.concat([atBound, ping]),
    );
    expect(filter([overBound, ping], 64).passed).toEqual(ping);
  });

  it('tells the longest topic there may be', () => {
    const topic = 't'.repeat(65_535);

    expect(filter([publish(topic, 10), ping], 1_000)).toMatchObject({
      topics: [topic],
      passed: ping,
    });
  });

  it('passes chunks as they come, not packet by packet', () => {
    const packets = Array.from({ length: 50 }, () => small);

    expect(filter(packets, 65_536).chunks).toBe(1);
  });

  it('leaves to the parser what is not MQTT', () => {
    const alien = Buffer.alloc(5_000, 0xff);

    expect(filter([alien], 100).passed).toEqual(alien);
  });
});
