import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { startScaffolder } from './testUtils/aScaffolder';

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'service' },
  spec: {
    type: 'service',
    parameters: [],
    steps: [
      {
        id: 'build',
        action: 'realtime:claim:build',
        input: {
          application: {
            name: '${{ parameters.name }}',
            language: 'python',
            framework: 'fastapi',
          },
        },
      },
      { id: 'validate', action: 'realtime:manifest:validate', input: {} },
      {
        id: 'publish',
        action: 'realtime:publish:local',
        input: { name: '${{ parameters.name }}' },
      },
    ],
    output: {
      claim: '${{ steps.build.output.claimRef }}',
      checked: '${{ steps.validate.output.checked }}',
      catalogInfoUrl: '${{ steps.publish.output.catalogInfoUrl }}',
    },
  },
};

describe('the module in a backend with the scaffolder', () => {
  jest.setTimeout(120_000);
  let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;

  beforeAll(async () => {
    scaffolder = await startScaffolder();
  });

  afterAll(() => scaffolder.close());

  const dryRun = (values: object) => scaffolder.dryRun(template, values);

  it('offers its actions with their schemas', async () => {
    const { body } = await request(scaffolder.server)
      .get('/api/scaffolder/v2/actions')
      .expect(200);
    const ids = (body as { id: string }[])
      .map(({ id }) => id)
      .filter(id => id.startsWith('realtime:'));
    expect(ids.sort()).toEqual([
      'realtime:claim:await',
      'realtime:claim:build',
      'realtime:cleanup',
      'realtime:manifest:apply',
      'realtime:manifest:validate',
      'realtime:names:check',
      'realtime:oam:build',
      'realtime:publish:local',
      'realtime:topic:create',
    ]);
  });

  it('shows in a dry run what a template makes, and publishes nothing', async () => {
    const { body } = await dryRun({ name: 'ping' }).expect(200);
    expect(body.output).toMatchObject({
      claim: { kind: 'ApplicationClaim', name: 'ping' },
      checked: 1,
      catalogInfoUrl: expect.stringContaining(
        '/realtime/published/ping/catalog-info.yaml',
      ),
    });
    const paths = (body.directoryContents as { path: string }[]).map(
      ({ path }) => path,
    );
    expect(paths).toEqual(['manifests/application-claim.yaml']);
    await request(scaffolder.server)
      .get(
        '/api/scaffolder/realtime/published/ping/manifests/application-claim.yaml',
      )
      .expect(404);
  });

  it('tells what is wrong in the log of the step', async () => {
    const { body } = await dryRun({ name: 'Not A Name' });
    expect(JSON.stringify(body)).toContain('application.name');
  });

  it('serves what was published to a reader without a credential, and nothing else', async () => {
    await mkdir(join(scaffolder.root, 'ping/files'), { recursive: true });
    await writeFile(
      join(scaffolder.root, 'ping/files/catalog-info.yaml'),
      'kind: X',
    );
    const anybody = (path: string) =>
      request(scaffolder.server)
        .get(`/api/scaffolder/${path}`)
        .set('authorization', 'Bearer ');
    const published = 'realtime/published/ping/catalog-info.yaml';
    expect((await anybody(published).expect(200)).text).toBe('kind: X');
    await anybody('realtime/published/ping/gone.yaml').expect(404);
  });
});
