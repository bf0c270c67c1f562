import { startRealKafka } from '@backstage-realtime/sandbox';
import { formatFinding } from '@backstage-realtime/plugin-realtime-common';
import { describeRealKafka } from '../../sources/kafka/testUtils/describeRealKafka';
import { Hours } from './testUtils/Hours';
import { LEAK_MS, SlowLeak } from './testUtils/SlowLeak';
import { sendCommitted } from './testUtils/sendCommitted';
import { useScenarios } from './testUtils/useScenarios';

const MINUTE = 60_000;

describeRealKafka('health over hours on Apache Kafka', () => {
  const world = useScenarios(() => startRealKafka());
  let hours: Hours | undefined;

  afterEach(async () => {
    await hours?.end();
    hours = undefined;
  });

  it('takes what may be the marker of a transaction for no trouble where records may not be read', async () => {
    const { kafka } = world;
    const topic = await kafka.createTopic(1);
    const group = kafka.name('reader');
    await sendCommitted(kafka, topic);
    await kafka.commit(group, topic, { 0: 1 });
    hours = await Hours.begin({ kafka, topic, group, isReadAllowed: false });
    // Later than the first reading by what the topic has to be quiet, and more.
    for (let minute = 0; minute < 11; minute++) await hours.after(MINUTE);
    const { verdict, finding } = await hours.check('lag.time', MINUTE);
    expect(verdict).toBe('info');
    expect(formatFinding(finding)).toMatch(
      `${group} is 1 offset behind on ${topic} p0, no new data for`,
    );
  });

  it('says when a replay from zero will be done', async () => {
    const { kafka } = world;
    const topic = await kafka.createTopic(1);
    const group = kafka.name('reader');
    const begin = Date.now() - 60 * MINUTE;
    await kafka.send(
      topic,
      0,
      Array.from({ length: 360 }, (_, i) => begin + i * 10_000),
    );
    await kafka.commit(group, topic, { 0: 360 });
    hours = await Hours.begin({ kafka, topic, group, isReadAllowed: false });
    await hours.after(0);
    for (let offset = 0; offset < 250; offset += 10) {
      await kafka.commit(group, topic, { 0: offset });
      await hours.after(MINUTE / 2);
    }
    const { verdict, finding, evidence } = await hours.check(
      'lag.time',
      MINUTE / 2,
    );
    expect(verdict).toBe('warning');
    expect(formatFinding(finding)).toMatch(
      /behind for group .*, limit 1 min; caught up in 1[34] min/,
    );
    expect(evidence).toContainEqual({
      name: 'rewound',
      value: { kind: 'count', count: 120 },
    });
    await kafka.commit(group, topic, { 0: 360 });
    await hours.after(MINUTE / 2);
    const done = await hours.check('lag.time', MINUTE);
    expect([done.verdict, formatFinding(done.finding)]).toEqual([
      'ok',
      `${group} has read all of ${topic}`,
    ]);
  });

  it('warns of a slow leak within two hours, hours before its limit is broken', async () => {
    const { kafka } = world;
    const topic = await kafka.createTopic(1);
    const group = kafka.name('reader');
    const isReadAllowed = true;
    const agoMs = LEAK_MS;
    hours = await Hours.begin({ kafka, topic, group, isReadAllowed, agoMs });
    const said = await new SlowLeak(kafka, topic, group).overHours(hours);

    const verdicts = said.map(({ verdict }) => verdict);
    const first = verdicts.indexOf('warning');
    expect(new Set(verdicts.slice(0, first))).toEqual(new Set(['ok']));
    expect(new Set(verdicts.slice(first))).toEqual(new Set(['warning']));
    expect(first).toBeGreaterThanOrEqual(19);
    expect(first).toBeLessThanOrEqual(24);
    const last = said.at(-1)!;
    expect(last.rule.map(line => formatFinding(line)).join('\n')).toMatch(
      /rising: \+0\.00\d+ s per s over/,
    );
    expect(last.next.map(({ sentence }) => sentence)).not.toContain(
      'lag.next.critical-in',
    );
    expect(formatFinding(last.finding)).toMatch(
      /falls behind on .* p0: 2\d s now, over the limit of 1 min in [45] h/,
    );
  }, 120_000);

  it('warns a minute after the member of a group left, and is critical after two', async () => {
    const { kafka } = world;
    const topic = await kafka.createTopic(1);
    const group = kafka.name('reader');
    await kafka.send(topic, 0, [Date.now()]);
    const consumer = kafka.client.consumer({ groupId: group });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const committed = new Promise(resolve => {
      consumer.on(consumer.events.COMMIT_OFFSETS, resolve);
    });
    await consumer.run({ autoCommitThreshold: 1, eachMessage: async () => {} });
    await committed;
    hours = await Hours.begin({ kafka, topic, group, isReadAllowed: true });
    const alive = await hours.check('lag.time', 0);
    expect(alive.verdict).toBe('ok');

    await consumer.disconnect();
    await kafka.send(topic, 0, [Date.now()]);
    const said: string[] = [];
    for (let reading = 0; reading < 10; reading++) {
      const { verdict, finding } = await hours.check('lag.time', MINUTE / 4);
      said.push(`${verdict} ${finding.sentence}`);
    }
    expect([...new Set(said)]).toEqual([
      'ok lag.time.ok',
      'warning lag.time.stopped',
      'critical lag.time.stopped',
    ]);
    expect(said.indexOf('warning lag.time.stopped')).toBe(3);
    expect(said.indexOf('critical lag.time.stopped')).toBe(7);
  });
});
