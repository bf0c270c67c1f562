import { join } from 'node:path';
import { RestartedBackend, until } from './testUtils/RestartedBackend';
import { startKubernetes } from './testUtils/startKubernetes';

const TEMPLATE = join(
  __dirname,
  '../../../templates/ping-pong-service/template.yaml',
);

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

interface Event {
  type: string;
  body: { message: string; error?: { message: string } };
}

describe('a template whose platform is never ready', () => {
  jest.setTimeout(120_000);
  let kubernetes: Awaited<ReturnType<typeof startKubernetes>>;
  let backend: RestartedBackend;

  beforeAll(async () => {
    kubernetes = await startKubernetes();
    const clusters = { local: { ...kubernetes.admin, timeoutMs: 9_000 } };
    backend = await RestartedBackend.create(TEMPLATE, {
      kubernetes: { clusters },
    });
    backend.start();
  });

  afterAll(async () => {
    await backend.close();
    await kubernetes.close();
  });

  it('ends with why, and a list of what exists now', async () => {
    const { id } = await until(() =>
      backend.ask<{ id: string }>('scaffolder/v2/tasks', {
        templateRef: 'template:default/ping-pong-service',
        values: VALUES,
      }),
    );
    const events = await until(async () => {
      const all = await backend.ask<Event[]>(
        `scaffolder/v2/tasks/${id}/events`,
      );
      return all?.some(({ type }) => type === 'completion') ? all : undefined;
    });
    const last = events.find(({ type }) => type === 'completion');
    expect(last?.body.error?.message).toMatch(/is not Ready after 10 s/);
    const told = events.map(({ body }) => body.message).join('\n');
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
