import { once } from 'node:events';
import type { ClusterName } from '@backstage-realtime/plugin-realtime-common';
import type { RecordSource } from '@backstage-realtime/plugin-realtime-node';
import type { Grant } from '../access/StreamAccess';
import { FakeRecordSource } from '../hub/testUtils/FakeRecordSource';
import { RecordInspector } from './RecordInspector';

const GRANT: Grant = {
  ref: { kind: 'kafka', system: 'local' as ClusterName, topic: 'pings' },
  key: 'kafka:local/pings' as Grant['key'],
  entityRef: 'component:default/ping-pong',
  userRef: 'user:default/guest',
  wants: 'records',
};

function inspectorOver(kafka: RecordSource, lookupMs?: number) {
  const report = { encoding: 'text' as const, report: [] };
  return RecordInspector.create({
    hub: { find: () => undefined },
    sources: { kafka, mqtt: kafka, websocket: kafka },
    decoding: {
      projector: () => ({
        id: '',
        prepare: () => undefined,
        project: () => undefined,
      }),
      inspect: async () => report,
    },
    lookupMs,
  });
}

describe('RecordInspector', () => {
  it('reads a record that the hub no longer holds from the source', async () => {
    const source = new FakeRecordSource();
    source.push(0, ['a', 'b', 'c']);
    const found = await inspectorOver(source).inspect(
      GRANT,
      0,
      1n,
      new AbortController().signal,
    );
    expect(found).toMatchObject({ partition: 0, offset: '1' });
  });

  it('says that a source did not answer in time, not that the record is gone', async () => {
    const silent = new FakeRecordSource();
    silent.open = async function* open(_, { signal }) {
      await once(signal, 'abort');
    };
    await expect(
      inspectorOver(silent, 10).inspect(
        GRANT,
        0,
        1n,
        new AbortController().signal,
      ),
    ).rejects.toMatchObject({
      code: 'realtime.kafka.unreachable',
      isRetriable: true,
      message: expect.stringContaining('local'),
    });
  });
});
