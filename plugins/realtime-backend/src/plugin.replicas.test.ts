import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { mockCredentials } from '@backstage/backend-test-utils';
import { StandInKafka } from '@backstage-realtime/sandbox';
import request from 'supertest';
import { aConfig, UNMASKED } from './testUtils/aConfig';
import { createTopic, produce } from './testUtils/kafkaClient';
import { Page } from './testUtils/Page';
import { RoundRobin } from './testUtils/RoundRobin';
import { usePlugins } from './testUtils/usePlugins';

const { start, endWith } = usePlugins();
const RACERS = 8;
let kafka: StandInKafka;

beforeAll(async () => {
  kafka = await StandInKafka.start();
  await createTopic(kafka.bootstrap);
});

afterAll(() => kafka.close());

/** Two backends on one database behind a balancer that never sends two connections in a row to the same. */
async function startReplicas(): Promise<RoundRobin> {
  const directory = await mkdtemp(join(tmpdir(), 'realtime-replicas-'));
  endWith(() => rm(directory, { recursive: true, force: true }));
  const { backend, ...rest } = aConfig(kafka.bootstrap, UNMASKED);
  const database = { client: 'better-sqlite3', connection: { directory } };
  const config = { ...rest, backend: { ...backend, database } };
  const features = [databaseServiceFactory];
  const one = await start({ config, features });
  const other = await start({ config, features });
  // The test backend listens where app-config does not say, so each replica
  // finds its server with a first plain request.
  await Promise.all([one.ticket(), other.ticket()]);
  const balancer = await RoundRobin.start([one.port, other.port]);
  endWith(() => balancer.close());
  return balancer;
}

async function ticketFrom({ port }: RoundRobin): Promise<string> {
  const response = await request(`http://127.0.0.1:${port}`)
    .post('/api/realtime/v1/tickets')
    .set('Authorization', mockCredentials.user.header())
    .expect(201);
  return response.body.ticket;
}

async function enter(port: number, ticket: string): Promise<Page> {
  const page = await Page.open({ port, ticket });
  endWith(() => page.socket.terminate());
  return page;
}

describe('two replicas on one database', () => {
  it('open a page on the one with a ticket of the other, in both directions', async () => {
    const balancer = await startReplicas();
    const first = await enter(balancer.port, await ticketFrom(balancer));
    await ticketFrom(balancer);
    const second = await enter(balancer.port, await ticketFrom(balancer));
    expect(balancer.visited).toEqual([0, 1, 0, 1, 0]);
    await Promise.all([first.watch(), second.watch()]);
    await produce(kafka.bootstrap, [{ value: 'for both' }]);
    await Promise.all([first.record('for both'), second.record('for both')]);
  });

  it('take a ticket once, however many ask at the same moment', async () => {
    const balancer = await startReplicas();
    const ticket = await ticketFrom(balancer);
    const results = await Promise.allSettled(
      Array.from({ length: RACERS }, () => enter(balancer.port, ticket)),
    );
    expect(new Set(balancer.visited)).toEqual(new Set([0, 1]));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(RACERS - 1);
    for (const result of refused)
      expect(String(Reflect.get(result, 'reason'))).toContain('401');
  });
});
