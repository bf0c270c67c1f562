import { aPortal, type Portal } from '../testUtils/aPortal';
import { aTask, type Task } from '../testUtils/aTask';
import { allObjects, claimPath, patch } from '../testUtils/cluster';

const local = { kubernetesCluster: 'local' };

const claim = (name: string, spec: object = {}, metadata: object = {}) => ({
  apiVersion: 'platform.example.org/v1alpha1',
  kind: 'ApplicationClaim',
  metadata: { name, namespace: 'default', ...metadata },
  spec: {
    name,
    language: 'python',
    framework: 'fastapi',
    image: 'registry.example.org/a:1.0.0',
    ...spec,
  },
});

const refOf = (name: string) => {
  const { apiVersion, kind } = claim(name);
  return { apiVersion, kind, namespace: 'default', name };
};

const condition = (type: string, status: string, more: object = {}) => ({
  type,
  status,
  reason: 'Creating',
  lastTransitionTime: '2026-01-01T00:00:00Z',
  ...more,
});

describe('on a Kubernetes cluster', () => {
  jest.setTimeout(60_000);
  let portal: Portal;
  let task: Task;

  beforeAll(async () => {
    portal = await aPortal();
  });

  afterAll(() => portal.close());

  beforeEach(async () => {
    task = await aTask();
  });

  afterEach(async () => {
    await task.close();
    await portal.empty();
  });

  const run = (id: string, input: object, options = {}) =>
    task.run(portal.action(`realtime:${id}`), { ...local, ...input }, options);

  const names = async () =>
    (await allObjects(portal.client)).map(({ metadata }) => metadata.name);

  const setStatus = (name: string, status: object) =>
    patch(portal.kubernetes, claimPath(name), { status }, '/status');

  describe('realtime:manifest:apply', () => {
    const apply = (manifests: object[], options = {}) =>
      run('manifest:apply', { manifests }, options);

    it('tells what was created, left and changed', async () => {
      const operations = async (spec: object) => {
        const { appliedResources } = await apply([claim('a', spec)]);
        return (appliedResources as { operation: string }[])[0].operation;
      };
      expect(await operations({})).toBe('created');
      await task.close();
      task = await aTask({ id: 'later' });
      expect(await operations({})).toBe('unchanged');
      task.checkpoints.clear();
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
        portal.kubernetes,
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
      expect(await allObjects(portal.client)).toMatchObject([
        { spec: { image: 'registry.example.org/a:2.0.0' } },
      ]);
    });

    it.each([
      [
        'a kind that is not ours',
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } },
        'known are ApplicationClaim.platform.example.org',
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
      expect(await allObjects(portal.client)).toMatchObject([
        { metadata: { name: 'a', namespace: 'team-a' } },
      ]);
    });
  });

  describe('realtime:claim:await', () => {
    const wait = (input: object = {}, options = {}) =>
      run('claim:await', { claimRef: refOf('a'), ...input }, options);

    const logged = async (text: string) => {
      while (!task.logs.some(line => line.includes(text)))
        await new Promise(resolve => setImmediate(resolve));
    };

    beforeEach(() =>
      run('manifest:apply', { manifests: [claim('a')] }).then(() => undefined),
    );

    it('logs each change of a condition once, until all are True', async () => {
      const done = wait({ conditions: ['Synced', 'Ready'] });
      await setStatus('a', {
        conditions: [
          condition('Synced', 'True', { reason: 'ReconcileSuccess' }),
        ],
      });
      await logged('Synced is True (ReconcileSuccess)');
      await setStatus('a', {
        conditions: [
          condition('Synced', 'True', { reason: 'ReconcileSuccess' }),
          condition('Ready', 'False', { message: 'waits for Kafka' }),
        ],
      });
      await logged('Ready is False (Creating: waits for Kafka)');
      await setStatus('a', {
        conditions: [
          condition('Synced', 'True', { reason: 'ReconcileSuccess' }),
          condition('Ready', 'True', { reason: 'Available' }),
        ],
        endpoints: { http: 'https://a.example.org' },
      });
      expect(await done).toMatchObject({
        isReady: true,
        conditions: [{ type: 'Synced' }, { type: 'Ready', status: 'True' }],
        endpoints: { http: 'https://a.example.org' },
        elapsedSeconds: expect.any(Number),
      });
      const synced = task.logs.filter(line => line.startsWith('Synced'));
      expect(synced).toHaveLength(1);
    });

    it('fails with the last message when the time is up', async () => {
      await setStatus('a', {
        conditions: [
          condition('Synced', 'False', {
            reason: 'ReconcileError',
            message: 'no such composition',
          }),
        ],
      });
      await expect(wait({ timeoutSeconds: 0.5 })).rejects.toMatchObject({
        code: 'realtime.claim.not-ready',
        message: expect.stringContaining(
          'Synced is False (ReconcileError: no such composition)',
        ),
      });
    });

    it('does not believe a condition of what was asked for before', async () => {
      await setStatus('a', {
        conditions: [condition('Ready', 'True', { observedGeneration: 0 })],
      });
      await expect(wait({ timeoutSeconds: 0.5 })).rejects.toMatchObject({
        code: 'realtime.claim.not-ready',
      });
    });

    it('waits for a claim that is not there yet', async () => {
      await portal.empty();
      const done = wait();
      await logged('does not exist yet');
      await run('manifest:apply', { manifests: [claim('a')], x: 1 });
      task.checkpoints.clear();
      await run('manifest:apply', { manifests: [claim('a')] });
      await setStatus('a', { conditions: [condition('Ready', 'True')] });
      expect(await done).toMatchObject({ isReady: true });
    });

    it('fails at once when the claim is removed meanwhile', async () => {
      const failed = wait().catch(error => error);
      await logged('Waiting for');
      const [{ metadata }] = await allObjects(portal.client);
      await portal.client.remove(refOf('a'), { uid: metadata.uid ?? '' });
      expect((await failed).message).toContain('was removed');
    });

    it('ends within a second when the task is cancelled, and leaves no watch', async () => {
      const stop = new AbortController();
      const waiting = wait({}, { signal: stop.signal }).catch(each => each);
      while (portal.kubernetes.api.watchCount === 0)
        await new Promise(resolve => setImmediate(resolve));
      const startedMs = performance.now();
      stop.abort(new Error('cancelled'));
      expect((await waiting).message).toBe('cancelled');
      expect(performance.now() - startedMs).toBeLessThan(1_000);
      while (portal.kubernetes.api.watchCount > 0)
        await new Promise(resolve => setImmediate(resolve));
    });
  });

  describe('realtime:topic:create', () => {
    const create = (topics: object[], more = {}) =>
      run('topic:create', { kafkaCluster: 'main', topics, ...more });

    it('makes KafkaTopics, and leaves those that are the same', async () => {
      const first = await create([{ name: 'ping_topic', retention: '24h' }]);
      expect(first).toMatchObject({
        topics: [{ name: 'ping_topic', operation: 'created' }],
      });
      await task.close();
      task = await aTask({ id: 'later' });
      expect(
        await create([{ name: 'ping_topic' }, { name: 'pong' }]),
      ).toMatchObject({
        topics: [
          { name: 'ping_topic', operation: expect.stringMatching(/changed/) },
          { name: 'pong', operation: 'created' },
        ],
      });
    });

    it('refuses one that exists with other settings, and says which', async () => {
      await create([{ name: 'ping', partitions: 6 }]);
      task.checkpoints.clear();
      await expect(
        create([{ name: 'new' }, { name: 'ping', partitions: 3 }]),
      ).rejects.toThrow(
        'topics[1]: ping exists with other settings: partitions is 6, not 3',
      );
      expect(await names()).toEqual(['ping']);
    });

    it('refuses one that the metrics of Kafka mix up with one that exists', async () => {
      await create([{ name: 'a.b' }]);
      await expect(create([{ name: 'a_b' }])).rejects.toThrow('topics[0]');
    });
  });

  describe('realtime:cleanup', () => {
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
      const action = portal.action('realtime:manifest:apply');
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
});
