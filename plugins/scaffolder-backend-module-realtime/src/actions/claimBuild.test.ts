import { DEFAULT_CLAIM_API } from '@backstage-realtime/plugin-realtime-common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { aTask, type Task } from '../testUtils/aTask';
import { createClaimBuildAction } from './claimBuild';

const application = {
  name: 'ping',
  language: 'typescript',
  framework: 'fastify',
};

describe('realtime:claim:build', () => {
  const action = createClaimBuildAction({ claimApi: DEFAULT_CLAIM_API });
  let task: Task;

  beforeEach(async () => {
    task = await aTask();
  });

  afterEach(() => task.close());

  it('writes the platform and the service that refers to it, each to its file', async () => {
    const outputs = await task.run(action, {
      application,
      platform: { name: 'streams' },
      namespace: 'team-a',
      targetPath: 'platform/',
    });
    expect(outputs).toMatchObject({
      files: [
        'platform/realtime-platform-claim.yaml',
        'platform/application-claim.yaml',
      ],
      claimRef: {
        apiVersion: 'platform.example.org/v1alpha1',
        kind: 'ApplicationClaim',
        namespace: 'team-a',
        name: 'ping',
      },
      refs: [{ kind: 'RealtimePlatformClaim' }, { kind: 'ApplicationClaim' }],
    });
    const file = join(task.workspacePath, 'platform/application-claim.yaml');
    expect(parse(await readFile(file, 'utf8'))).toMatchObject({
      spec: { ...application, realtime: 'streams' },
    });
  });

  it('writes into manifests unless told otherwise, also in a dry run', async () => {
    const outputs = await task.run(action, { application }, { isDryRun: true });
    expect(outputs.files).toEqual(['manifests/application-claim.yaml']);
    const file = join(task.workspacePath, 'manifests/application-claim.yaml');
    expect(await readFile(file, 'utf8')).toContain('kind: ApplicationClaim');
  });

  it('logs what will have no effect', async () => {
    await task.run(action, { application });
    expect(task.logs.join('\n')).toContain('without image');
  });

  it('names every field that is wrong, and writes nothing', async () => {
    await expect(
      task.run(action, {
        application: { ...application, name: 'A', bogus: 1 },
      }),
    ).rejects.toMatchObject({
      code: 'realtime.manifest.invalid',
      message: expect.stringMatching(/application\.name: .*application\.bogus/),
    });
    await expect(
      readFile(join(task.workspacePath, 'manifests/application-claim.yaml')),
    ).rejects.toThrow('ENOENT');
  });

  it('never writes outside the workspace', async () => {
    await expect(
      task.run(action, { application, targetPath: '../outside' }),
    ).rejects.toThrow(/not allowed/i);
  });
});
