import { StandInKafka } from '@backstage-realtime/sandbox';
import { systemClock } from '../../clock';
import { ObserverMemory } from './kafka/ObserverMemory';
import { ObserveFixture } from './testUtils/ObserveFixture';

const TOPIC = 'orders';

describe('counting the brokers of a cluster', () => {
  let broker: StandInKafka;
  let kafka: ObserveFixture;

  beforeEach(async () => {
    broker = await StandInKafka.start({ brokers: 3 });
    broker.createTopic({ name: TOPIC, partitions: 6 });
    kafka = new ObserveFixture(broker);
  });

  afterEach(async () => {
    kafka.close();
    await broker.close();
  });

  it('counts a stopped broker among those of a replicated topic, though metadata no longer lists it', async () => {
    broker.createTopic({ name: 'copied', replicationFactor: 3 });
    await broker.killNode(2);

    const { brokers } = await kafka.observe(['copied']);

    expect(brokers).toMatchObject([
      { id: 1, isAnswering: true },
      { id: 2, isAnswering: false, missing: { code: 'unreachable' } },
      { id: 3, isAnswering: true },
    ]);
  });

  it('asks a broker it needs nothing of whether it is there', async () => {
    broker.createTopic({ name: 'single' });
    const memory = new ObserverMemory();
    const before = await kafka.observe(['single'], [], { memory });
    const leader = before.topics[0].partitions[0].replicas[0];
    const [idle, other] = [1, 2, 3].filter(id => id !== leader);
    broker.faults.silence(idle);
    const plan = { brokerTimeoutMs: 150 };

    const { brokers } = await kafka.observe(['single'], [], { memory, plan });

    expect(brokers.find(({ id }) => id === idle)).toMatchObject({
      isAnswering: false,
      missing: { code: 'timeout' },
    });
    expect(brokers.find(({ id }) => id === other)?.isAnswering).toBe(true);
  });

  it('remembers for a quarter of an hour a broker that is no longer listed', async () => {
    broker.createTopic({ name: 'single' });
    const memory = new ObserverMemory();
    let nowMs = Date.now();
    const clock = { ...systemClock, now: () => nowMs };
    const look = async () => {
      const { brokers } = await kafka.observe(['single'], [], {
        memory,
        clock,
      });
      return brokers.map(({ id, isAnswering }) => [id, isAnswering]);
    };
    await look();
    await broker.killNode(3);

    expect(await look()).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
    nowMs += 16 * 60_000;
    expect(await look()).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  it('still says how many brokers there were when none of them answers', async () => {
    const memory = new ObserverMemory();
    await kafka.observe([TOPIC], [], { memory });
    await broker.kill();

    const { missing, brokers } = await kafka.observe([TOPIC], [], { memory });

    expect(missing?.code).toBe('unreachable');
    expect(brokers.map(each => each.isAnswering)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
