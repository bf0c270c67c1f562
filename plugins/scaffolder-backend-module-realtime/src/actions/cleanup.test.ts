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
      kept: [{ reason: 'confirm is not set' }, {}],
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
