import { StandInKafka } from '@backstage-realtime/sandbox';
import { aConfig, UNMASKED } from './testUtils/aConfig';
import { createTopic, produce } from './testUtils/kafkaClient';
import { usePlugins } from './testUtils/usePlugins';

const { start } = usePlugins();
let kafka: StandInKafka;

beforeAll(async () => {
  kafka = await StandInKafka.start();
  await createTopic(kafka.bootstrap);
});

afterAll(() => kafka.close());

const REAUTHORISE_MS = 50;

const startPlugin = (denied: Set<string>) =>
  start({
    config: aConfig(kafka.bootstrap, {
      ...UNMASKED,
      gateway: { reauthoriseMs: REAUTHORISE_MS },
    }),
    denied,
  });

describe('a right withdrawn while records come', () => {
  it('ends the stream with the missing permission, and shows nothing produced later', async () => {
    const denied = new Set<string>();
    const plugin = await startPlugin(denied);
    const page = await plugin.page();
    await page.watch();
    await produce(kafka.bootstrap, [{ value: 'while allowed' }]);
    await page.record('while allowed');
    denied.add('realtime.record.read');
    const end = await page.frame('end');
    expect(end).toMatchObject({ sub: 1, code: 'realtime.stream.forbidden' });
    expect(end.reason).toContain('realtime.record.read');
    await page.watch({ sub: 2, mode: 'counts' });
    await produce(kafka.bootstrap, [{ value: 'while forbidden' }]);
    await page.frame('stats', ({ sub, seen }) => sub === 2 && seen >= 1);
    expect(page.values).toEqual(['while allowed']);
  });

  it('leaves counts alone until the topic itself is withdrawn', async () => {
    const denied = new Set(['realtime.record.read']);
    const plugin = await startPlugin(denied);
    const page = await plugin.page();
    await page.watch({ mode: 'counts' });
    for (const seen of [1, 2]) {
      await produce(kafka.bootstrap, [{ value: 'counted' }]);
      await page.frame('stats', frame => frame.seen >= seen);
    }
    expect(page.of('end')).toEqual([]);
    expect(page.records).toEqual([]);
    page.send({ type: 'mode', sub: 1, mode: 'records' });
    expect(await page.frame('error')).toMatchObject({
      sub: 1,
      code: 'realtime.stream.forbidden',
    });
    denied.add('realtime.topic.read');
    const end = await page.frame('end');
    expect(end.code).toBe('realtime.stream.forbidden');
    expect(end.reason).toContain('realtime.topic.read');
  });
});
