import { templateFile } from './testUtils/killedTask';
import { RestartedBackend } from './testUtils/RestartedBackend';
import { startKubernetes } from './testUtils/startKubernetes';
import { runTask } from './testUtils/tasks';

/** Nobody makes these claims ready; the form takes no shorter wait. */
const VALUES = {
  name: 'ping-orders',
  description: 'Answers every ping with a pong.',
  owner: 'group:default/team-a',
  language: 'typescript',
  platform: 'create',
  kafkaCluster: 'local',
  mqttBroker: 'local',
  publish: 'local',
  delivery: 'apply',
  kubernetesCluster: 'local',
  namespace: 'default',
  timeoutSeconds: 10,
};

describe('a template whose platform is never ready', () => {
  jest.setTimeout(120_000);
  let kubernetes: Awaited<ReturnType<typeof startKubernetes>>;
  let backend: RestartedBackend;

  beforeAll(async () => {
    kubernetes = await startKubernetes();
    const clusters = { local: kubernetes.admin };
    backend = await RestartedBackend.create(templateFile('ping-pong-service'), {
      kubernetes: { clusters },
    });
    backend.start();
  });

  afterAll(async () => {
    await backend.close();
    await kubernetes.close();
  });

  it('ends with why, and a list of what exists now', async () => {
    const { end, told } = await runTask(backend, {
      template: 'ping-pong-service',
      values: VALUES,
    });
    expect(end.error?.message).toMatch(/is not Ready after 10 s/);
    for (const what of [
      'RealtimePlatformClaim ping-orders-platform in default',
      'ApplicationClaim ping-orders in default',
      'published project ping-orders',
    ])
      expect(told).toContain(
        `Kept ${what}: this task created it; realtime:cleanup with confirm removes it`,
      );
  });
});
