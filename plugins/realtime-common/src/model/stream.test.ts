import {
  parseStreamKey,
  streamTitle,
  toStreamKey,
  type StreamRef,
} from './stream';

const refs = [
  { kind: 'kafka', system: 'local', topic: 'pong_topic' },
  { kind: 'mqtt', system: 'local', topic: 'ping/messages' },
  { kind: 'websocket', system: 'ping-pong' },
] as StreamRef[];

describe('stream keys', () => {
  it.each(refs)('of $kind read back as the same stream', ref => {
    expect(parseStreamKey(toStreamKey(ref))).toEqual(ref);
  });

  it.each([
    '',
    'kafka',
    'kafka:',
    'kafka:local',
    'kafka:/t',
    'kafka:local/',
    'ftp:a/b',
    'websocket:',
    'websocket:a/b',
  ])('do not read from "%s"', text =>
    expect(parseStreamKey(text)).toBeUndefined(),
  );

  it('are titled by what a person calls the stream', () => {
    expect(refs.map(streamTitle)).toEqual([
      'pong_topic',
      'ping/messages',
      'ping-pong',
    ]);
  });
});
