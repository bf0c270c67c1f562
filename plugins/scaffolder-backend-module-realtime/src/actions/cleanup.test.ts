import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aTask } from '../testUtils/aTask';
import { claim, local, onCluster } from '../testUtils/onCluster';

describe('realtime:cleanup', () => {
  jest.setTimeout(60_000);
  const { at, run, names } = onCluster();

  const cleanUp = (input: object = {}) => run('cleanup', input);

  it('only lists until it is confirmed, then removes what this task created', async () => {
    const manifests = [claim('a'), claim('b')];
    const applied = await run('manifest:apply', { manifests });
    const { appliedResources } = applied;
    expect(await cleanUp({ appliedResources })).toMatchObject({
      removed: [],
      kept: [
        { reason: expect.stringContaining('with confirm removes it') },
        {},
      ],
    });
    expect(await names()).toHaveLength(2);
    expect(await cleanUp({ appliedResources, confirm: true })).toMatchObject({
      removed: [
        { what: 'ApplicationClaim b in default' },
        { what: 'ApplicationClaim a in default' },
      ],
      kept: [],
    });
    expect(await names()).toEqual([]);
  });

  it('finds objects of other kinds by the manifests they were applied from', async () => {
    const folder = join(at.task.workspacePath, 'deploy');
    await mkdir(folder);
    const manifests = ['mine', 'free'].map(name => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'default' },
      spec: { ports: [{ port: 80 }] },
    }));
    await writeFile(
      join(folder, 'services.yaml'),
      manifests.map(each => JSON.stringify(each)).join('\n---\n'),
    );
    const [mine] = manifests;
    const wide = { kubernetesCluster: 'wide' };
    await run('manifest:apply', { ...wide, manifests: [mine] });
    expect(await cleanUp(wide)).toMatchObject({ kept: [] });
    const deploy = { ...wide, path: 'deploy' };
    expect(await cleanUp(deploy)).toMatchObject({
      kept: [{ what: 'Service mine in default' }],
    });
    expect(await cleanUp({ ...deploy, confirm: true })).toMatchObject({
      removed: [{ what: 'Service mine in default' }],
      kept: [],
    });
    expect(await cleanUp(deploy)).toMatchObject({ removed: [], kept: [] });
  });

  it('takes a folder in which nothing was written yet', async () => {
    expect(await cleanUp({ path: 'deploy' })).toEqual({
      removed: [],
      kept: [],
    });
  });

  it('lists a published project only when this task published it', async () => {
    expect(await cleanUp({ published: 'a' })).toMatchObject({
      kept: [{ reason: 'this task did not publish it' }],
    });
    await writeFile(join(at.task.workspacePath, 'a.txt'), 'a');
    await run('publish:local', { name: 'a' });
    expect(await cleanUp({ published: 'a' })).toMatchObject({
      kept: [{ reason: expect.stringContaining('this task created it') }],
    });
  });

  it('says that there is nothing, so that a list is never missing', async () => {
    await cleanUp();
    expect(at.task.logs.join('\n')).toContain('Nothing was found');
  });

  it('needs the right to remove only when it is to remove', async () => {
    const { asked } = at.portal;
    const askedFor = async (confirm: boolean) => {
      const before = asked.length;
      await cleanUp({ confirm });
      return asked.slice(before);
    };
    expect(await askedFor(false)).toEqual(['realtime.claim.read']);
    expect(await askedFor(true)).toEqual(['realtime.claim.delete']);
  });

  it('finds what a step left that failed half-way', async () => {
    await run('manifest:apply', { manifests: [claim('a')] });
    expect(await cleanUp({ confirm: true })).toMatchObject({
      removed: [{ what: 'ApplicationClaim a in default' }],
    });
  });

  it('leaves alone what another task created, also when this one changed it', async () => {
    const other = await aTask({ id: 'other' });
    const action = at.portal.action('realtime:manifest:apply');
    await other.run(action, { ...local, manifests: [claim('a')] });
    await other.close();
    const { appliedResources } = await run('manifest:apply', {
      manifests: [claim('a', { websocket: true })],
    });
    expect(await cleanUp({ appliedResources, confirm: true })).toMatchObject({
      removed: [],
      kept: [{ reason: 'this task did not create it' }],
    });
    expect(await cleanUp({ confirm: true })).toMatchObject({ removed: [] });
    expect(await names()).toEqual(['a']);
  });
});
