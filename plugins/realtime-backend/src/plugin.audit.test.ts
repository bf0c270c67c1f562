import { EventEmitter, once } from 'node:events';
import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { encodeBatch, StandInKafka } from '@backstage-realtime/sandbox';
import { aConfig } from './testUtils/aConfig';
import { ENTITY, STREAM, TOPIC } from './testUtils/names';
import { usePlugins } from './testUtils/usePlugins';

const { start } = usePlugins();
let kafka: StandInKafka;

beforeEach(async () => {
  kafka = await StandInKafka.start({
    topics: [{ name: TOPIC, partitions: 1, replicationFactor: 1 }],
  });
});

afterEach(() => kafka.close());

const produce = (...values: string[]) =>
  kafka.append(
    TOPIC,
    0,
    encodeBatch(values.map(value => ({ value, timestampMs: 1_000 }))),
  );

const RECORD = { entityRef: ENTITY, stream: STREAM, partition: 0, offset: '0' };

/** A plugin, and its audit events by name, each with how it ended. */
async function startAudited(realtime: JsonObject = {}) {
  const events = new EventEmitter();
  const auditor = mockServices.auditor.mock({
    createEvent: async (options: AuditorServiceCreateEventOptions) => ({
      success: async () => void events.emit(options.eventId, options, 'did'),
      fail: async () => void events.emit(options.eventId, options, 'may not'),
    }),
  });
  const plugin = await start({
    config: aConfig(kafka.bootstrap, realtime),
    features: [auditor.factory],
  });
  return { plugin, events };
}

describe('the audit of who read what', () => {
  it('has the offsets and the count of a stream when it ends, and never a payload', async () => {
    const { plugin, events } = await startAudited();
    const page = await plugin.page();
    const started = once(events, 'stream-start');
    const text = 'a secret wish';
    const clauses = [{ in: 'value', op: 'contains', text }];
    await page.watch({ filter: { clauses } });
    produce('{"a":"a secret wish"}', '{"a":"other"}', '{"a":"a secret wish"}');
    await page.frame('stats', ({ seen }) => seen === 3);
    const stopped = once(events, 'stream-stop');
    page.send({ type: 'unsubscribe', sub: 1 });
    const written = [await started, await stopped];
    expect(written).toMatchObject([
      [{ meta: { userRef: 'user:default/mock', entityRef: ENTITY } }, 'did'],
      [
        {
          severityLevel: 'low',
          meta: {
            stream: STREAM,
            delivered: 2,
            filtered: 1,
            offsets: [{ partition: 0, first: '0', last: '2' }],
          },
        },
        'did',
      ],
    ]);
    expect(JSON.stringify(written)).not.toContain('secret');
  });

  it('tells equal filters from others without their text', async () => {
    const { plugin, events } = await startAudited();
    const page = await plugin.page();
    const hashes: unknown[] = [];
    for (const text of ['iban', 'iban', 'name', undefined]) {
      const sub = hashes.length + 1;
      const started = once(events, 'stream-start');
      const clauses = text && [{ in: 'value', op: 'contains', text }];
      page.subscribe({ sub, ...(clauses && { filter: { clauses } }) });
      const [{ meta }] = await started;
      hashes.push(meta.filterHash);
      page.send({ type: 'unsubscribe', sub });
    }
    const [first, second, other, none] = hashes;
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(second).toBe(first);
    expect(other).toMatch(/^[0-9a-f]{16}$/);
    expect(other).not.toBe(first);
    expect(none).toBeUndefined();
  });

  it('lets a read without the mask stand out', async () => {
    const { plugin, events } = await startAudited();
    produce('{"clientIp":"10.0.0.7"}');
    const opened = once(events, 'record-inspect');
    await plugin
      .post('records/inspect', { ...RECORD, unmask: true })
      .expect(200);
    expect(await opened).toMatchObject([
      {
        severityLevel: 'medium',
        meta: { stream: STREAM, mask: 'none', partition: 0, offset: '0' },
      },
      'did',
    ]);
  });
});

describe('records opened one by one', () => {
  it('are bounded for each user, and the refusal has the numbers', async () => {
    const { plugin } = await startAudited({
      gateway: { inspectionsPerUserPerMinute: 2 },
    });
    produce('{"a":1}');
    for (let i = 0; i < 2; i++)
      await plugin.post('records/inspect', RECORD).expect(200);
    const { status, body } = await plugin.post('records/inspect', RECORD);
    expect(status).toBe(429);
    expect(body.error.message).toMatch(
      /2 of 2 single records a minute.*inspectionsPerUserPerMinute/,
    );
  });
});
