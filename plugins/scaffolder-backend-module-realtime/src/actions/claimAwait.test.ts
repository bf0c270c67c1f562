import { allObjects, claimPath, patch } from '../testUtils/cluster';
import { claim, refOf, onCluster } from '../testUtils/onCluster';

const condition = (type: string, status: string, more: object = {}) => ({
  type,
  status,
  reason: 'Creating',
  lastTransitionTime: '2026-01-01T00:00:00Z',
  ...more,
});

describe('realtime:claim:await', () => {
  jest.setTimeout(60_000);
  const { at, run } = onCluster();
  const setStatus = (name: string, status: object) =>
    patch(at.portal.kubernetes, claimPath(name), { status }, '/status');

  const wait = (input: object = {}, options = {}) =>
    run('claim:await', { claimRef: refOf('a'), ...input }, options);

  const logged = async (text: string) => {
    while (!at.task.logs.some(line => line.includes(text)))
      await new Promise(resolve => setImmediate(resolve));
  };

  beforeEach(() =>
    run('manifest:apply', { manifests: [claim('a')] }).then(() => undefined),
  );

  it('logs each change of a condition once, until all are True', async () => {
    const done = wait({ conditions: ['Synced', 'Ready'] });
    await setStatus('a', {
      conditions: [condition('Synced', 'True', { reason: 'ReconcileSuccess' })],
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
    const synced = at.task.logs.filter(line => line.startsWith('Synced'));
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
    await at.portal.empty();
    const done = wait();
    await logged('does not exist yet');
    at.task.checkpoints.clear();
    await run('manifest:apply', { manifests: [claim('a')] });
    await setStatus('a', { conditions: [condition('Ready', 'True')] });
    expect(await done).toMatchObject({ isReady: true });
  });

  it('fails at once when the claim is removed meanwhile', async () => {
    const failed = wait().catch(error => error);
    await logged('Waiting for');
    const [{ metadata }] = await allObjects(at.portal.client);
    await at.portal.client.remove(refOf('a'), { uid: metadata.uid ?? '' });
    expect((await failed).message).toContain('was removed');
  });

  it('ends within a second when the task is cancelled, and leaves no watch', async () => {
    const stop = new AbortController();
    const waiting = wait({}, { signal: stop.signal }).catch(each => each);
    while (at.portal.kubernetes.api.watchCount === 0)
      await new Promise(resolve => setImmediate(resolve));
    const startedMs = performance.now();
    stop.abort(new Error('cancelled'));
    expect((await waiting).message).toBe('cancelled');
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    while (at.portal.kubernetes.api.watchCount > 0)
      await new Promise(resolve => setImmediate(resolve));
  });
});
