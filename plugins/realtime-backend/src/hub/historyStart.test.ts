import {
  encodeResume,
  type Offset,
} from '@backstage-realtime/plugin-realtime-common';
import { aHub, offsets, values } from './testUtils/aHub';
import { FakeRecordSource } from './testUtils/FakeRecordSource';
import { turns } from './testUtils/TestClock';

describe('history of a source that keeps none', () => {
  it('shows the last records the ring still holds', async () => {
    const { source, subscribe, hub } = aHub({
      source: new FakeRecordSource(1, false),
    });
    subscribe();
    await turns();
    source.push(0, values(30));
    await turns();
    const [sink] = subscribe({ from: { at: 'last', count: 10 } });
    source.push(0, values(2));
    await turns();
    expect(sink.offsets).toEqual(offsets(20, 31));
    expect(sink.of('subscribed')).toMatchObject([{ isSeekable: false }]);
    await hub.stop();
  });

  it('continues from the ring, and counts what it no longer holds', async () => {
    const { source, subscribe, clock, hub } = aHub({
      source: new FakeRecordSource(1, false),
      settings: { ringMs: 1_500 },
    });
    subscribe();
    await turns();
    source.push(0, values(6));
    await clock.advance(2_000);
    source.push(0, values(4));
    await turns();
    const position = encodeResume({
      epoch: 'epoch-1',
      next: new Map([[0, '2' as Offset]]),
    });
    const [sink] = subscribe({ from: { at: 'resume', position } });
    await turns();
    expect(sink.gaps).toEqual([
      {
        partition: 0,
        reason: 'disconnected',
        count: 4,
        firstOffset: '2',
        lastOffset: '5',
      },
    ]);
    expect(sink.offsets).toEqual(offsets(6, 9));
    await hub.stop();
  });

  it.each([
    { at: 'earliest' as const },
    { at: 'timestamp' as const, timestampMs: 5 },
  ])('refuses to start at %j', async from => {
    const { subscribe, hub } = aHub({
      source: new FakeRecordSource(1, false),
    });
    const [sink] = subscribe({ from });
    await turns();
    expect(sink.of('end')).toMatchObject([
      { code: 'realtime.stream.not-seekable' },
    ]);
    await hub.stop();
  });
});
