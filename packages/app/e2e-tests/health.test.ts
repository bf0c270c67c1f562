import { describeOnClusterInBrowser } from './support/browser';
import { photograph, useHealthPortal } from './support/health/useHealthPortal';
import { watchAlarms } from './support/health/watchAlarms';

/** Limits of a scenario are seconds; the rest is for a slow machine. */
const TURNS_MS = 60_000;

/** A verdict that has stood for 5 s or more: several times the limits that lag would break. */
const STOOD = /^(OK|Info)\ssince\s.*\((\d+\smin|([5-9]|\d\d)\ss)/;

jest.setTimeout(300_000);

const HOUR_MS = 3_600_000;
/** Slow enough for some readings of a replay of 600 records. */
const MS_PER_RECORD = 25;
const GOOD = JSON.stringify({ amount: 12 });
const PILL = JSON.stringify({ amount: 'twelve' });

describeOnClusterInBrowser('topic health on Apache Kafka', () => {
  const world = useHealthPortal();

  // First: what the plugin remembers is read when anybody looks, and the side bar looks at all of them.
  it('warns of a slow leak hours before its limit is broken, and says why', async () => {
    const { services } = world;
    const reader = { topic: 'ping_leak', groupId: 'ping-leaker' };
    await services.createTopic(reader.topic);
    await world.leak('slow-leak', reader);
    const tab = await world.openTopics('slow-leak');
    await tab.verdict
      .getByRole('heading', {
        name: /^ping-leaker falls behind on ping_leak p0: \d\d s now, over the limit of 1 min in \d h/,
      })
      .waitFor({ timeout: TURNS_MS });
    await tab.group('ping-leaker').getByText('Falling behind').waitFor();
    await photograph(tab.page, 'leak');
    await tab.verdict.getByRole('button', { name: 'Why?' }).click();
    const drawer = tab.page.getByRole('dialog');
    await drawer.getByText(/rising/).waitFor();
    await drawer.getByText('CreateTime').waitFor();
    await photograph(tab.page, 'leak-why');
    expect(world.errors()).toEqual([]);
  });

  it('says that a consumer has stopped, and that it is back', async () => {
    const { services } = world;
    const reader = { topic: 'ping_orders', groupId: 'ping-reporter' };
    await services.createTopic(reader.topic);
    await services.keepWriting(reader.topic);
    const consumer = await services.read(reader);
    const tab = await world.openTopics('stopped-consumer');
    await tab.group('ping-reporter').getByText('OK').waitFor();

    await consumer.disconnect();
    await tab.verdict
      .getByRole('heading', {
        name: /^ping-reporter has stopped: nobody reads ping_orders p0, its oldest unread record is \d+ s old$/,
      })
      .waitFor({ timeout: TURNS_MS });
    await tab.verdict.getByText('Start ping-reporter again').waitFor();
    await tab.group('ping-reporter').getByText('Stopped').waitFor();
    await photograph(tab.page, 'stopped');

    await services.read(reader);
    await tab
      .group('ping-reporter')
      .getByText('OK')
      .waitFor({ timeout: TURNS_MS });
    await photograph(tab.page, 'stopped-back');
    expect(world.errors()).toEqual([]);
  });

  it('says which record a consumer cannot get past', async () => {
    const { services } = world;
    const reader = { topic: 'ping_payments', groupId: 'ping-parser' };
    await services.createTopic(reader.topic);
    await services.write(reader.topic, [
      ...[{ value: GOOD }, { value: GOOD }, { value: PILL }],
      ...[{ value: GOOD }, { value: GOOD }],
    ]);
    await services.read({
      ...reader,
      process: ({ value }) => {
        if (value?.toString() === PILL) throw new Error('not a number');
      },
    });
    const tab = await world.openTopics('poison-pill');

    await tab.verdict
      .getByRole('heading', {
        name: /^ping-parser has not moved on ping_payments p0 for \d+ s; its oldest unread record is \d+ s old$/,
      })
      .waitFor({ timeout: TURNS_MS });
    await tab.verdict
      .getByText('Look at the log of ping-parser-0 for the record at offset 2')
      .waitFor();
    await tab.group('ping-parser').getByText('Stalled').waitFor();
    await photograph(tab.page, 'poison');
    await tab.verdict.getByRole('link', { name: 'Show p0 records' }).click();
    await tab.page.getByRole('row').filter({ hasText: 'twelve' }).waitFor();
    await photograph(tab.page, 'poison-records');
    expect(world.errors()).toEqual([]);
  });

  it('raises no alarm while brokers restart one after the other, and shows that one is away', async () => {
    const { services, cluster } = world;
    const reader = { topic: 'ping_steady', groupId: 'ping-steady-reader' };
    await services.createTopic(reader.topic, 3);
    await services.keepWriting(reader.topic, 3);
    await services.read(reader);
    const tab = await world.openTopics('rolling-restart');
    await tab.group('ping-steady-reader').getByText('OK').waitFor();
    await tab.showAll();
    const noneAtMinimum = tab.checks.getByText(
      'ping_steady: no partition has fallen to its minimum',
    );
    // What is configured is read less often than offsets are.
    await noneAtMinimum.waitFor({ timeout: TURNS_MS });
    const alarms = await watchAlarms(tab.verdict);

    for (const id of cluster.brokerIds) {
      await cluster.stopBroker(id);
      await tab.checks
        .getByText(
          'ping_steady: 3 of 3 partitions are at the minimum of 2 in-sync replicas: p0, p1, p2; one more loss stops writes',
        )
        .waitFor({ timeout: TURNS_MS });
      await photograph(tab.page, `rolling-without-${id}`);
      await cluster.startBroker(id);
      await noneAtMinimum.waitFor({ timeout: TURNS_MS });
    }
    await tab
      .group('ping-steady-reader')
      .getByText('OK')
      .waitFor({ timeout: TURNS_MS });
    await photograph(tab.page, 'rolling-done');
    expect(await alarms()).toEqual([]);
  });

  it('says how late a group is that starts over, until it has read all again', async () => {
    const { services } = world;
    const reader = { topic: 'ping_history', groupId: 'ping-indexer' };
    await services.createTopic(reader.topic);
    const now = Date.now();
    await services.write(
      reader.topic,
      Array.from({ length: 600 }, (_, i) => ({
        value: `page ${i}`,
        timeMs: now - HOUR_MS + i * 5_000,
      })),
    );
    await services.withAdmin(admin =>
      admin.setOffsets({
        ...reader,
        partitions: [{ partition: 0, offset: '600' }],
      }),
    );
    const tab = await world.openTopics('replay');
    await tab.group('ping-indexer').getByText('keeps up').waitFor();

    await services.withAdmin(admin =>
      admin.resetOffsets({ ...reader, earliest: true }),
    );
    await services.read({ ...reader, msPerRecord: MS_PER_RECORD });
    await tab.verdict
      .getByRole('heading', {
        name: /^ping_history p0 is .* behind for group ping-indexer/,
      })
      .waitFor({ timeout: TURNS_MS });
    await tab.verdict
      .getByText(/ping-indexer went back in the last 30 min/)
      .waitFor();
    await photograph(tab.page, 'replay');
    await tab
      .group('ping-indexer')
      .getByText('keeps up')
      .waitFor({ timeout: TURNS_MS });
    await photograph(tab.page, 'replay-done');
    expect(world.errors()).toEqual([]);
  });

  it('takes the marker of a transaction on an idle topic for no lag', async () => {
    const { services } = world;
    const topic = 'ping_ledger';
    await services.createTopic(topic);
    await services.writeInTransaction(topic, Date.now() - HOUR_MS);
    await services.withAdmin(admin =>
      admin.setOffsets({
        ...{ groupId: 'ping-accountant', topic },
        partitions: [{ partition: 0, offset: '1' }],
      }),
    );
    const tab = await world.openTopics('transaction-marker');
    await tab.showAll();
    await tab.checks
      .getByText(
        'ping-accountant has read all of ping_ledger p0; 1 control offset is left',
      )
      .waitFor({ timeout: TURNS_MS });
    await tab.group('ping-accountant').getByText('keeps up').waitFor();
    const alarms = await watchAlarms(tab.verdict);
    await tab.verdict.getByText(STOOD).waitFor({ timeout: TURNS_MS });
    await photograph(tab.page, 'marker');
    expect(await alarms()).toEqual([]);
    expect(world.errors()).toEqual([]);
  });

  it('knows the member of a group of the newer protocol', async () => {
    const { services } = world;
    const reader = { topic: 'ping_modern', groupId: 'ping-modern-reader' };
    await services.createTopic(reader.topic, 3);
    const records = Array.from({ length: 9 }, () => ({ value: 'modern' }));
    await services.write(reader.topic, records);
    await services.readModern(reader, records.length);
    const tab = await world.openTopics('newer-protocol');
    const row = tab.group('ping-modern-reader');
    await row.getByText('1 for 3 partitions').waitFor({ timeout: TURNS_MS });
    await row.getByText('keeps up').waitFor({ timeout: TURNS_MS });
    await row.getByText('OK').waitFor({ timeout: TURNS_MS });
    const alarms = await watchAlarms(tab.verdict);
    await tab.verdict.getByText(STOOD).waitFor({ timeout: TURNS_MS });
    await photograph(tab.page, 'modern');
    expect(await alarms()).toEqual([]);
    expect(world.errors()).toEqual([]);
  });
});
