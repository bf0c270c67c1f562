import type { KafkaBroker } from '@backstage-realtime/sandbox';
import { formatFinding } from '@backstage-realtime/plugin-realtime-common';
import { useScenarios } from '../testUtils/useScenarios';

/** What health tells of the records themselves, whatever broker holds them. */
export function recordsContract(start: () => Promise<KafkaBroker>): void {
  const world = useScenarios(start);

  const sendValues = async (topic: string, values: readonly string[]) => {
    const producer = world.kafka.client.producer();
    await producer.connect();
    await producer.send({
      topic,
      messages: values.map((value, i) => ({
        value,
        key: `k${i}`,
        partition: 0,
      })),
    });
    await producer.disconnect();
  };

  it('says that a record cannot be decoded as soon as somebody reads the topic, and where it is', async () => {
    const { kafka, watch } = world;
    const topic = await kafka.createTopic(1);
    const health = await watch({ topics: [topic] });
    await health.said('content.not-read', 'not-applicable');

    await health.page.watch({ sub: 2, stream: `kafka:local/${topic}` });
    const whole = Array.from({ length: 99 }, (_, i) => `{"n":${i}}`);
    await sendValues(topic, whole);
    await health.said('decode.failed.ok', 'ok');
    await sendValues(topic, ['{"cut":']);

    const { text, check } = await health.said('decode.failed', 'warning');
    expect(text).toMatch(
      `${topic}: 1 of 100 sampled records cannot be decoded (1 %): json: `,
    );
    expect(text).not.toContain('cut');
    expect(formatFinding(check.next[0])).toMatch(
      `Open ${topic} p0 offset 99 and its decode report`,
    );
    expect(check.window).toMatchObject({ samples: 100, expected: 100 });
  });
}
