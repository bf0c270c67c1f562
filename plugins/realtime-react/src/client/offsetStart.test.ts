/** @jest-environment node */
import { toOffset } from '@backstage-realtime/plugin-realtime-common';
import { FakeLog } from '../testUtils/FakeLog';
import { someOptions, startClient } from '../testUtils/startClient';
import { until } from '../testUtils/until';

describe('a stream that starts at an offset', () => {
  it('stays with its partition when it resumes on another socket', async () => {
    await using started = await startClient();
    const { gateway, client, clock } = started;
    const log = new FakeLog(3);
    const from = { at: 'offset', partition: 1, offset: toOffset(0) } as const;
    const stream = client.open({ ...someOptions(), from });

    const first = await gateway.viewers.next();
    expect(await first.next('subscribe')).toMatchObject({
      from,
      filter: { partitions: [1] },
    });
    log.cut(first);
    await until(stream, s => s.connection.state === 'waiting');
    clock.advance(1_000);

    const second = await gateway.viewers.next();
    expect(await second.next('subscribe')).toMatchObject({
      filter: { partitions: [1] },
    });
    stream.close();
  });
});
