import { allObjects, claimPath, patch } from '../testUtils/cluster';
import { claim, onCluster } from '../testUtils/onCluster';

describe('realtime:manifest:apply', () => {
  jest.setTimeout(60_000);
  const { at, run, names, nextTask } = onCluster();

  const apply = (manifests: object[], options = {}) =>
    run('manifest:apply', { manifests }, options);

  it('tells what was created, left and changed', async () => {
    const operations = async (spec: object) => {
      const { appliedResources } = await apply([claim('a', spec)]);
      return (appliedResources as { operation: string }[])[0].operation;
    };
    expect(await operations({})).toBe('created');
    await nextTask();
    expect(await operations({})).toBe('unchanged');
    at.task.checkpoints.clear();
    expect(await operations({ websocket: true })).toBe('changed');
  });

  it('applies the platform before the service that stands on it', async () => {
    const platform = {
      ...claim('streams'),
      kind: 'RealtimePlatformClaim',
      spec: { name: 'streams' },
    };
    const { appliedResources } = await apply([claim('a'), platform]);
    expect(appliedResources).toMatchObject([
      { kind: 'RealtimePlatformClaim' },
      { kind: 'ApplicationClaim' },
    ]);
  });

  it('goes on where it stopped, and still knows what it created', async () => {
    const manifests = [claim('a'), claim('b')];
    const stop = new AbortController();
    const { checkpoints } = at.task;
    const keep = checkpoints.set.bind(checkpoints);
    checkpoints.set = (key, value) => {
      stop.abort(new Error('killed'));
      return keep(key, value);
    };
    await expect(apply(manifests, { signal: stop.signal })).rejects.toThrow(
      'killed',
    );
    expect(await names()).toEqual(['a']);
    checkpoints.set = keep;
    expect(await apply(manifests)).toMatchObject({
      appliedResources: [
        { name: 'a', operation: 'created' },
        { name: 'b', operation: 'created' },
      ],
    });
    expect(await names()).toEqual(['a', 'b']);
  });

  it('asks the cluster and no more when a step wants only that, in a task that is none', async () => {
    const ask = (name: string) =>
      run('manifest:apply', { manifests: [claim(name)], dryRun: true });
    expect(await ask('a')).toMatchObject({
      appliedResources: [{ name: 'a', operation: 'planned', uid: '' }],
    });
    expect(await names()).toEqual([]);
    await apply([claim('a')]);
    const spec = { image: 'registry.example.org/a:2.0.0' };
    await patch(at.portal.kubernetes, claimPath('a'), { spec });
    await expect(ask('a')).rejects.toMatchObject({
      code: 'realtime.kubernetes.conflict',
    });
  });

  it('plans in a dry run, which the cluster judges too', async () => {
    expect(await apply([claim('a')], { isDryRun: true })).toMatchObject({
      appliedResources: [{ name: 'a', operation: 'planned', uid: '' }],
    });
    const nowhere = claim('a', {}, { namespace: 'nowhere' });
    await expect(apply([nowhere], { isDryRun: true })).rejects.toMatchObject({
      code: 'realtime.kubernetes.not-found',
    });
  });

  it('creates nothing when one of all would be refused', async () => {
    const nowhere = claim('b', {}, { namespace: 'nowhere' });
    await expect(apply([claim('a'), nowhere])).rejects.toThrow('nowhere');
    expect(await names()).toEqual([]);
  });

  it('names field and manager of a conflict, and leaves the field alone', async () => {
    await apply([claim('a')]);
    await patch(
      at.portal.kubernetes,
      claimPath('a'),
      { spec: { image: 'registry.example.org/a:2.0.0' } },
      '?fieldManager=pipeline',
    );
    await expect(
      apply([claim('a', { websocket: true })]),
    ).rejects.toMatchObject({
      code: 'realtime.kubernetes.conflict',
      message: expect.stringMatching(/\.spec\.image.*pipeline/),
    });
    expect(await allObjects(at.portal.client)).toMatchObject([
      { spec: { image: 'registry.example.org/a:2.0.0' } },
    ]);
  });

  it.each([
    [
      'a kind that is not ours',
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } },
      'are ApplicationClaim.platform.example.org',
    ],
    [
      'a namespace of the cluster itself',
      claim('a', {}, { namespace: 'kube-system' }),
      'metadata.namespace',
    ],
    ['a field nobody knows', claim('a', { bogus: 1 }), 'spec.bogus'],
    [
      'a secret',
      claim('a', { environment: { MQTT_PASSWORD: 'hunter2' } }),
      'spec.environment.MQTT_PASSWORD',
    ],
  ])('refuses %s before the cluster is asked', async (_what, wrong, text) => {
    const error = await apply([claim('b'), wrong]).catch(each => each);
    expect(error).toMatchObject({ code: 'realtime.manifest.invalid' });
    expect(error.message).toContain(text);
    expect(error.message).not.toContain('hunter2');
    expect(await names()).toEqual([]);
  });

  it('puts manifests without a namespace where it is told', async () => {
    const { metadata, ...rest } = claim('a');
    const manifests = [{ ...rest, metadata: { name: metadata.name } }];
    await run('manifest:apply', { manifests, namespace: 'team-a' });
    expect(await allObjects(at.portal.client)).toMatchObject([
      { metadata: { name: 'a', namespace: 'team-a' } },
    ]);
  });
});
