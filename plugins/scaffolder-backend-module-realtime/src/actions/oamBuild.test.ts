import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aTask, type Task } from '../testUtils/aTask';
import { createOamBuildAction } from './oamBuild';

describe('realtime:oam:build', () => {
  const action = createOamBuildAction();
  let task: Task;

  beforeEach(async () => {
    task = await aTask();
  });

  afterEach(() => task.close());

  it('writes one Application with the profile of the form', async () => {
    const outputs = await task.run(action, {
      name: 'my-app',
      profile: 'production',
      components: [{ type: 'realtime-platform', name: 'streams' }],
    });
    expect(outputs).toMatchObject({
      files: ['manifests/oam-application.yaml'],
      claimRef: { kind: 'Application', name: 'my-app', namespace: 'default' },
    });
    const file = join(task.workspacePath, 'manifests/oam-application.yaml');
    expect(await readFile(file, 'utf8')).toContain('replicationFactor: 3');
  });

  it('names the field of a secret, and does not repeat it', async () => {
    const components = [
      {
        type: 'iot-broker',
        name: 'devices',
        properties: {
          authentication: { users: [{ username: 'a', password: 'hunter2' }] },
        },
      },
    ];
    const error = await task
      .run(action, { name: 'my-app', components })
      .catch(each => each);
    expect(error.message).toContain(
      'components[0].properties.authentication.users[0].password',
    );
    expect(error.message).not.toContain('hunter2');
  });
});
