import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lastOf, onPlatform, PLATFORM } from '../../testUtils/onPlatform';

describe('stream processors of an application', () => {
  jest.setTimeout(60_000);
  const { at, run, untilWaits } = onPlatform();
  let lenses: Server;
  let asked: { path?: string; token?: string; body: { name: string } }[] = [];
  let answer = 200;

  beforeAll(async () => {
    lenses = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { authorization: token } = request.headers;
      const body = JSON.parse(Buffer.concat(chunks).toString());
      asked.push({ path: request.url, token, body });
      response.writeHead(answer).end();
    });
    lenses.listen(0, '127.0.0.1');
    await once(lenses, 'listening');
  });

  afterEach(() => {
    asked = [];
  });

  afterAll(() => lenses.close());

  const processor = (realtime: string, name: string) => ({
    ...{ name, type: 'stream-processor' },
    properties: {
      realtime,
      topics: { input: ['raw'], output: [`${name}_clean`] },
      queries: [
        {
          name: 'clean',
          sql: `INSERT INTO ${name}_clean SELECT STREAM * FROM raw`,
        },
      ],
      errorHandling: {
        ...{ policy: 'DEAD_LETTER', retries: 1 },
        deadLetterTopic: `${name}_broken`,
      },
    },
  });

  const bringLenses = (platform: string) => {
    const { port } = lenses.address() as AddressInfo;
    return at.world.createSecret(`${platform}-lenses-secret`, {
      LENSES_URL: `http://127.0.0.1:${port}`,
      LENSES_TOKEN: 'of-a-service-account',
      LENSES_ENVIRONMENT: 'demo',
    });
  };

  const dashboard = {
    ...{ name: 'charts', type: 'analytics-dashboard' },
    dependsOn: ['cleaner'],
  };

  it('make their topics, wait for Lenses, and let those wait that depend on them', async () => {
    await run('stream', dashboard, processor(PLATFORM, 'cleaner'));
    const waiting = await untilWaits(
      'stream',
      'there is no Secret parts-lenses-secret',
    );
    expect(waiting.services).toMatchObject([
      { name: 'cleaner', healthy: false, message: 'submitting the queries' },
    ]);
    expect(waiting.workflow?.steps).toMatchObject([
      { name: 'cleaner', phase: 'running' },
      { name: 'charts', phase: 'pending', message: 'waits for cleaner' },
    ]);
    expect(await at.world.listTopics()).toEqual(
      expect.arrayContaining(['cleaner_clean', 'cleaner_broken']),
    );
    await bringLenses(PLATFORM);
    const { services, status } = await untilWaits(
      'stream',
      'Metabase does not run in the sandbox',
    );
    expect(status).toBe('runningWorkflow');
    expect(services).toMatchObject([
      { name: 'cleaner', healthy: true, message: 'Lenses took every query' },
      { name: 'charts', healthy: false, message: 'Deployment is starting' },
    ]);
    expect(asked).toMatchObject([
      {
        path: '/api/v1/environments/demo/proxy/api/v2/streams',
        token: 'Bearer of-a-service-account',
        body: {
          name: 'default-cleaner-clean',
          sql: "SET error.policy = 'dlq';\nSET dead.letter.queue = 'cleaner_broken';\nINSERT INTO cleaner_clean SELECT STREAM * FROM raw",
        },
      },
    ]);
    const { METABASE_URL } = await at.world.readSecret(
      'charts-metabase-secret',
    );
    expect((await fetch(METABASE_URL)).status).toBe(503);
    await at.world.removeApplication('stream');
  });

  it('give up after the attempts that were asked for', async () => {
    answer = 401;
    await at.world.createPlatform('strict');
    await at.world.untilReady('realtimeplatformclaims', 'strict');
    await bringLenses('strict');
    await run('refused', processor('strict', 'unwanted'));
    const seen = await at.world.untilSays('refused', ({ services = [] }) => {
      at.world.retry();
      return services.some(({ message }) => message.startsWith('2 attempts'));
    });
    expect(lastOf(seen).workflow?.message).toContain(
      'default-unwanted-clean: Lenses answered 401',
    );
    at.world.retry();
    expect(asked).toHaveLength(2);
    expect(JSON.stringify(seen)).not.toContain('of-a-service-account');
    await at.world.removeApplication('refused');
  });
});
