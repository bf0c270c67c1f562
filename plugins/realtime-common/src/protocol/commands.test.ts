import { commandSchema } from './commands';

const subscribe = {
  type: 'subscribe',
  sub: 1,
  entityRef: 'component:default/ping-pong',
  stream: 'kafka:local/pong_topic',
  from: { at: 'latest' },
};

describe('commandSchema', () => {
  it.each([
    [{ at: 'latest' }],
    [{ at: 'earliest' }],
    [{ at: 'last', count: 500 }],
    [{ at: 'offset', partition: 3, offset: '9223372036854775807' }],
    [{ at: 'timestamp', timestampMs: 1_795_270_052_578 }],
    [{ at: 'resume', position: 'epoch;0:1' }],
  ])('takes a start position %j', from => {
    expect(commandSchema.safeParse({ ...subscribe, from }).success).toBe(true);
  });

  it.each([
    ['an unknown type', { type: 'drop' }],
    ['a subscription number of zero', { ...subscribe, sub: 0 }],
    [
      'an offset in words',
      { ...subscribe, from: { at: 'offset', partition: 0, offset: 'ten' } },
    ],
    [
      'a negative offset',
      { ...subscribe, from: { at: 'offset', partition: 0, offset: '-2' } },
    ],
    [
      'more last records than allowed',
      { ...subscribe, from: { at: 'last', count: 10_001 } },
    ],
    [
      'nine filter clauses',
      {
        ...subscribe,
        filter: {
          clauses: Array(9).fill({ in: 'any', op: 'contains', text: 'x' }),
        },
      },
    ],
    [
      'an empty search text',
      {
        ...subscribe,
        filter: { clauses: [{ in: 'any', op: 'contains', text: '' }] },
      },
    ],
    [
      'a search text of 513 characters',
      {
        ...subscribe,
        filter: {
          clauses: [{ in: 'any', op: 'contains', text: 'x'.repeat(513) }],
        },
      },
    ],
    [
      'a stream to end without its entity',
      { ...subscribe, insteadOf: { stream: 'kafka:local/ping_topic' } },
    ],
    ['a rate cap of zero', { ...subscribe, maxPerSecond: 0 }],
    ['a list', []],
    ['null', null],
  ])('refuses %s', (_, command) => {
    expect(commandSchema.safeParse(command).success).toBe(false);
  });
});
