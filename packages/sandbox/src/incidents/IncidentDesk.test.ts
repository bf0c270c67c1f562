import { CanaryDemo } from '../canary/CanaryDemo';
import { DEMO_NAMESPACE } from '../canary/demoObjects';
import { StandInKafka } from '../kafka/standin/StandInKafka';
import { TestClient } from '../kafka/standin/testClient';
import { ExternalKafka } from '../kafka/ExternalKafka';
import type { KafkaBroker } from '../kafka/KafkaBroker';
import { FREE_KINDS } from '../kubernetes/kinds/freeKinds';
import { ApiCaller } from '../kubernetes/contract/ApiCaller';
import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { MqttBroker } from '../mqtt/MqttBroker';
import { PingPong } from '../pingpong/PingPong';
import { IncidentDesk, INCIDENTS, MAX_SECONDS } from './IncidentDesk';

/** Time that passes when the test says so. */
function createGate() {
  const asked: number[] = [];
  let pass = () => {};
  let reach = () => {};
  const reached = new Promise<void>(resolve => {
    reach = resolve;
  });
  const wait = (ms: number, signal: AbortSignal) =>
    new Promise<void>(resolve => {
      asked.push(ms);
      pass = resolve;
      signal.addEventListener('abort', () => resolve());
      reach();
    });
  return { wait, asked, reached, pass: () => pass() };
}

describe('IncidentDesk', () => {
  let kafka: StandInKafka;
  let mqtt: MqttBroker;
  let pingPong: PingPong;
  let kubernetes: KubernetesApi;
  let canary: CanaryDemo;

  beforeAll(async () => {
    kubernetes = await KubernetesApi.start({
      definitions: [...FREE_KINDS],
      namespaces: [DEMO_NAMESPACE],
    });
    canary = await CanaryDemo.start(kubernetes);
    [kafka, mqtt] = await Promise.all([
      StandInKafka.start(),
      MqttBroker.start(),
    ]);
    const { bootstrap } = kafka;
    pingPong = await PingPong.start({ bootstrap, mqtt, rate: 0 });
  }, 30_000);

  afterAll(async () => {
    await canary.stop();
    await kubernetes.close();
    await pingPong.stop();
    await mqtt.close();
    await kafka.close();
  }, 30_000);

  const open = (broker: KafkaBroker = kafka) => {
    const gate = createGate();
    const desk = new IncidentDesk(
      { kafka: broker, pingPong, kubernetes, canary },
      gate.wait,
    );
    return { desk, gate };
  };

  it('lists every name when it does not know one', () => {
    expect(() => open().desk.start('meteor')).toThrow(
      'There is no incident "meteor". Choose one of: ' +
        'broker-down, poison-record, stalled-consumer, silence, ' +
        'bad-canary, prometheus-down, prometheus-401, cluster-down.',
    );
  });

  it('silences the generator and lets it speak again', async () => {
    const { desk, gate } = open();
    const { over } = desk.start('silence', 7);
    expect(gate.asked).toEqual([7_000]);
    expect(desk.running).toEqual(['silence']);
    expect(pingPong.generator.isSilent).toBe(true);
    gate.pass();
    await over;
    expect(pingPong.generator.isSilent).toBe(false);
    expect(desk.running).toEqual([]);
  });

  it('stalls the processor and mends it at once when the sandbox stops', async () => {
    const { desk } = open();
    const { over } = desk.start('stalled-consumer');
    expect(pingPong.processor.isStalled).toBe(true);
    await desk.stop();
    await over;
    expect(pingPong.processor.isStalled).toBe(false);
  });

  it('refuses the same incident twice at a time', async () => {
    const { desk } = open();
    desk.start('silence');
    expect(() => desk.start('silence')).toThrow('is under way already');
    await desk.stop();
  });

  it.each([-1, MAX_SECONDS + 1, Number.NaN])(
    'refuses a length of %d seconds',
    seconds => {
      expect(() => open().desk.start('silence', seconds)).toThrow(
        'from 0 to 600 seconds',
      );
    },
  );

  it('does not stop a cluster it did not start', () => {
    const { desk } = open(new ExternalKafka('127.0.0.1:9092'));
    expect(() => desk.start('broker-down')).toThrow('did not start');
  });

  it('writes one record that is no text into pong_topic', async () => {
    const admin = pingPong.kafka.admin();
    await admin.connect();
    const count = async () =>
      (await admin.fetchTopicOffsets('pong_topic')).reduce(
        (sum, { high }) => sum + Number(high),
        0,
      );
    const before = await count();
    await open().desk.start('poison-record').over;
    expect(await count()).toBe(before + 1);
    await admin.disconnect();
  });

  it('takes the broker down and brings it back on its port', async () => {
    const { desk, gate } = open();
    const { bootstrap } = kafka;
    const { over } = desk.start('broker-down');
    await gate.reached;
    await expect(TestClient.open(bootstrap)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    gate.pass();
    await over;
    expect(kafka.bootstrap).toBe(bootstrap);
    const admin = pingPong.kafka.admin();
    await admin.connect();
    expect(await admin.listTopics()).toContain('ping_topic');
    await admin.disconnect();
  }, 30_000);

  it('keeps the port of Prometheus while nobody answers there', async () => {
    const { desk, gate } = open();
    const ask = async () =>
      (await fetch(`${canary.prometheus.url}/api/v1/labels`)).status;
    expect(await ask()).toBe(200);
    const { over } = desk.start('prometheus-down');
    await gate.reached;
    await expect(ask()).rejects.toThrow('fetch failed');
    gate.pass();
    await over;
    expect(await ask()).toBe(200);
  });

  it('has Prometheus refuse every credential for a while', async () => {
    const { desk, gate } = open();
    const ask = async () =>
      (await fetch(`${canary.prometheus.url}/api/v1/labels`)).status;
    const { over } = desk.start('prometheus-401');
    expect(await ask()).toBe(401);
    gate.pass();
    await over;
    expect(await ask()).toBe(200);
  });

  it('cuts a cluster off with its watches, and brings it back with its objects', async () => {
    const { desk, gate } = open();
    const { url, tokens } = kubernetes;
    const caller = new ApiCaller(kubernetes, tokens.admin);
    const ask = () =>
      caller.get('/apis/argoproj.io/v1alpha1/namespaces/realtime/rollouts');
    const { over } = desk.start('cluster-down');
    await gate.reached;
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    gate.pass();
    await over;
    expect(kubernetes.url).toBe(url);
    expect((await ask()).body.items).toHaveLength(2);
  });

  it('gives each incident a sentence of what will be seen', () => {
    expect(INCIDENTS.every(({ summary }) => summary.length > 20)).toBe(true);
  });
});
