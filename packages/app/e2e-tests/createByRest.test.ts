import { BatchReader } from '@backstage-realtime/plugin-realtime-common';
import { describeInBrowser, running } from './support/browser';
import { createByRest, untilInCatalog } from './support/createByRest';
import { RestUser } from './support/RestUser';

const NAME = 'ping-by-rest';

const VALUES = {
  name: NAME,
  description: 'Answers every ping with a pong.',
  owner: 'group:default/team-realtime',
  language: 'typescript',
  platform: 'create',
  platformProfile: 'dev',
  kafkaCluster: 'local',
  mqttBroker: 'local',
  partitions: 3,
  retention: '24h',
  publish: 'local',
  delivery: 'apply',
  kubernetesCluster: 'local',
  namespace: 'default',
  timeoutSeconds: 120,
};

const create = (user: RestUser, values: object = VALUES) =>
  createByRest(user, 'ping-pong-service', values);

/** Text of the first record of a stream. */
async function firstRecord(user: RestUser, stream: string): Promise<string> {
  const entityRef = `component:default/${NAME}`;
  const from = { at: 'earliest' };
  const events = user.events('POST', 'realtime/v1/events', {
    subscribe: [{ type: 'subscribe', sub: 1, entityRef, stream, from }],
  });
  for await (const { event, data } of events) {
    const batch =
      event === 'batch' && BatchReader.open(Buffer.from(data, 'base64'));
    if (batch && batch.count > 0)
      return Buffer.from(batch.value(0) ?? []).toString('utf8');
  }
  throw new Error('The stream ended without a record');
}

describeInBrowser('a service that is created through REST', () => {
  it('ends as the wizard does: registered, and its records move', async () => {
    const user = await RestUser.signIn(running.url, 'owner');
    const { error, output } = await create(user);
    expect(error).toBeUndefined();
    expect(output).toMatchObject({
      links: expect.arrayContaining([
        expect.objectContaining({ entityRef: `component:default/${NAME}` }),
      ]),
    });
    await untilInCatalog(user, `component/default/${NAME}`);
    const { streams } = await user.get<{ streams: { stream: string }[] }>(
      `realtime/v1/entities/component/default/${NAME}/streams`,
    );
    const pings = `kafka:local/${NAME}-ping`;
    expect(streams).toContainEqual(expect.objectContaining({ stream: pings }));
    expect(await firstRecord(user, pings)).toContain('ping');
  });

  it.each<[string, object, string]>([
    [
      'a name that the catalog has',
      { name: 'ping-pong' },
      'name: "ping-pong" is taken in the catalog; choose another name',
    ],
    [
      'a topic that exists',
      { name: 'ping-again', pingTopic: `${NAME}-ping` },
      `pingTopic: topic "${NAME}-ping" exists in the Kafka cluster local`,
    ],
    [
      'a platform that nobody has',
      { name: 'ping-again', platform: 'existing', platformName: 'nowhere' },
      'platformName: "nowhere" is not in namespace default',
    ],
    [
      'a cluster that nobody knows',
      { name: 'ping-again', kubernetesCluster: 'nowhere' },
      '"nowhere" is not in app-config; known are local',
    ],
  ])('is refused with %s, before anything is made', async (_, wrong, said) => {
    const user = await RestUser.signIn(running.url, 'owner');
    const values = { ...VALUES, ...wrong };
    const { error } = await create(user, values);
    expect(error?.message).toContain(said);
    const folder = `scaffolder/realtime/published/${values.name}/README.md`;
    expect(await user.has(folder)).toBe(false);
  });

  it('is refused to a user who may create nothing, before anything is made', async () => {
    const viewer = await RestUser.signIn(running.url, 'viewer');
    const name = 'ping-by-viewer';
    const { error } = await create(viewer, { ...VALUES, name });
    expect(error?.message).toContain('realtime.claim.create');
    const folder = `scaffolder/realtime/published/${name}/README.md`;
    expect(await viewer.has(folder)).toBe(false);
  });
});
