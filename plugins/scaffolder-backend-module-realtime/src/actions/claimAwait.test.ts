import { parseTaskLogEntry } from '@backstage-realtime/plugin-realtime-common';
import { awaitClaim } from '../operations/awaitClaim';
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
    await logged('ReconcileSuccess');
    await setStatus('a', {
      conditions: [
        condition('Synced', 'True', { reason: 'ReconcileSuccess' }),
        condition('Ready', 'False', { message: 'waits for Kafka' }),
      ],
    });
    await logged('Creating: waits for Kafka');
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
    expect(at.task.logs.map(parseTaskLogEntry).slice(-5)).toEqual([
      {
        kind: 'info',
        subject: 'claim',
        change: 'started',
        detail: 'waits for Synced and Ready, at most 5 min',
      },
      {
        kind: 'ok',
        subject: 'Synced',
        change: 'True',
        detail: 'ReconcileSuccess',
      },
      {
        kind: 'info',
        subject: 'Ready',
        change: 'False',
        detail: 'Creating: waits for Kafka',
      },
      {
        kind: 'ok',
        subject: 'Ready',
        change: 'False → True',
        detail: 'Available',
      },
      {
        kind: 'ok',
        subject: 'claim',
        change: 'done',
        detail: expect.stringMatching(/^after .*s of at most 5 min$/),
      },
    ]);
  });

  it('says that nothing changes, how long by now, and what is left', async () => {
    const stop = new AbortController();
    const log = (text: string) => at.task.logs.push(text);
    const step = { logger: { info: log }, signal: stop.signal } as never;
    const waiting = awaitClaim(step, at.portal.client, {
      ref: refOf('a'),
      conditions: ['Ready'],
      timeoutMs: 600_000,
      quietMs: [5, 10],
    }).catch(each => each);
    const quiet = () => at.task.logs.filter(line => /no change/.test(line));
    while (quiet().length < 3)
      await new Promise(resolve => setImmediate(resolve));
    stop.abort(new Error('cancelled'));
    expect((await waiting).message).toBe('cancelled');
    expect(quiet()[2]).toMatch(
      /^· claim +no change +for \d+ ms, still watching \(.* of at most 10 min\)$/,
    );
  });

  it.each([
    ['Synced', 'ReconcileError', '▲'],
    ['Ready', 'QuotaExceeded', '▲'],
    ['Ready', 'Creating', '·'],
  ])('marks %s that is False for %s with %s', async (type, reason, sign) => {
    await setStatus('a', {
      conditions: [condition(type, 'False', { reason })],
    });
    await wait({ timeoutSeconds: 0.5 }).catch(() => undefined);
    const [line] = at.task.logs.filter(each => each.includes(reason));
    expect(line).toMatch(new RegExp(`^${sign} ${type} +False +${reason}$`));
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
    await logged('not there yet');
    at.task.checkpoints.clear();
    await run('manifest:apply', { manifests: [claim('a')] });
    await setStatus('a', { conditions: [condition('Ready', 'True')] });
    expect(await done).toMatchObject({ isReady: true });
  });

  it('fails at once when the claim is removed meanwhile', async () => {
    const failed = wait().catch(error => error);
    await logged('waits for Ready');
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
