import { StandInKafka } from '@backstage-realtime/sandbox';
import { aConfig, UNMASKED } from './testUtils/aConfig';
import { produce } from './testUtils/kafkaClient';
import { TOPIC } from './testUtils/names';
import { usePlugins } from './testUtils/usePlugins';

const { start, endWith } = usePlugins();

async function watchTopic(brokers = 1) {
  const kafka = await StandInKafka.start({
    brokers,
    topics: [{ name: TOPIC, partitions: 2, replicationFactor: brokers }],
  });
  endWith(() => kafka.close());
  const plugin = await start({ config: aConfig(kafka.bootstrap, UNMASKED) });
  const page = await plugin.page();
  await page.watch();
  const write = (value: string, partition = 0) =>
    produce(kafka.bootstrap, [{ value, partition }]);
  return { kafka, plugin, page, write };
}

describe('a topic that changes while it is watched', () => {
  it('is told to start over when it was deleted and made again, and its records come', async () => {
    const { kafka, page, write } = await watchTopic();
    await write('of the old topic');
    await page.record('of the old topic');
    kafka.recreateTopic(TOPIC);
    // A broker that tells no topic id makes it look like a log that got shorter.
    const { gap } = await page.frame('gap');
    expect(['recreated', 'truncated']).toContain(gap.reason);
    await write('of the new topic');
    await page.record('of the new topic');
    expect(page.values).toEqual(['of the old topic', 'of the new topic']);
    expect(page.of('end')).toEqual([]);
  });

  it('goes on without loss or double when a broker dies and others lead', async () => {
    const { kafka, page, write } = await watchTopic(3);
    const written: string[] = [];
    for (const nodeId of kafka.nodeIds.slice(0, 2)) {
      for (const partition of [0, 1]) {
        const value = `before ${nodeId} in ${partition}`;
        await write(value, partition);
        written.push(value);
      }
      await kafka.killNode(nodeId);
      for (const partition of [0, 1]) {
        const value = `after ${nodeId} in ${partition}`;
        await write(value, partition);
        written.push(value);
      }
      await kafka.restartNode(nodeId);
    }
    for (const value of written) await page.record(value);
    expect([...page.values].sort()).toEqual([...written].sort());
    expect(page.of('gap')).toEqual([]);
    expect(page.of('end')).toEqual([]);
  });

  it('resumes where a page was cut off, even before its first count', async () => {
    const { plugin, page, write } = await watchTopic();
    const { resume } = await page.frame('stats');
    page.socket.terminate();
    await page.closed;
    await write('while away');
    const again = await plugin.page();
    again.subscribe({ from: { at: 'resume', position: resume } });
    await again.record('while away');
    expect(again.values).toEqual(['while away']);
    expect(again.of('gap')).toEqual([]);
  });
});
