import { toManifestRef } from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClient, WatchChange } from '../KubernetesClient';
import { claimOf, type Subject } from './Subject';

/** Definition of a kind that comes and goes. */
const COMINGS = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'comings.comings.example.org' },
  spec: {
    group: 'comings.example.org',
    scope: 'Namespaced',
    names: { kind: 'Coming', plural: 'comings', singular: 'coming' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object' } },
      },
    ],
  },
};

/** Changes one by one; what is not asked for waits. */
function follow(client: KubernetesClient, name?: string) {
  const { apiVersion, kind } = claimOf('any');
  const stop = new AbortController();
  const target = { apiVersion, kind, namespace: 'team-a', name };
  const changes = client.watch(target, { signal: stop.signal });
  const iterator = changes[Symbol.asyncIterator]();
  const next = async (): Promise<WatchChange | 'ended'> => {
    const { value, done } = await iterator.next();
    return done ? 'ended' : value;
  };
  return { next, stop };
}

/** Lists, watches, and the kinds that are there to be read. */
export function readingContract(the: () => Subject): void {
  it('says which kinds it serves when asked for another', async () => {
    await expect(
      the().client.apply({ ...claimOf('a'), kind: 'Teapot' }),
    ).rejects.toMatchObject({
      code: 'realtime.kubernetes.unknown-kind',
      message: expect.stringContaining(
        'ApplicationClaim, RealtimePlatformClaim',
      ),
    });
  });

  it('knows a kind as long as its definition is there, and again when it is back', async () => {
    const target = {
      apiVersion: 'comings.example.org/v1',
      kind: 'Coming',
      namespace: 'team-a',
    };
    const isServed = () =>
      the()
        .client.list(target)
        .then(
          () => true,
          ({ code }) => {
            expect(code).toBe('realtime.kubernetes.unknown-kind');
            return false;
          },
        );
    const until = async (isIt: boolean) => {
      while ((await isServed()) !== isIt);
    };
    expect(await isServed()).toBe(false);
    const { metadata } = await the().client.apply(COMINGS);
    await until(true);
    const { uid = '' } = metadata;
    await the().client.remove(toManifestRef(COMINGS), { uid });
    await until(false);
    await expect(the().client.list(target)).rejects.toMatchObject({
      isRetriable: false,
      message: expect.stringContaining('does not know Coming'),
    });
    await the().client.apply(COMINGS);
    await until(true);
  });

  it('lists what is there, by labels where they are asked for', async () => {
    const claim = claimOf('labelled');
    const { apiVersion, kind, metadata } = claim;
    const labels = { ...metadata.labels, colour: 'blue' };
    await the().client.apply({ ...claim, metadata: { ...metadata, labels } });
    const target = { apiVersion, kind, namespace: 'team-a' };
    const blue = { ...target, labelSelector: 'colour in (blue, green)' };
    expect(await the().client.list(blue)).toMatchObject([
      { apiVersion, kind, metadata: { name: 'labelled' } },
    ]);
    const all = await the().client.list(target);
    expect(all.length).toBeGreaterThan(1);
  });

  it('tells what is there, then each change of one object, until it is told to stop', async () => {
    const claim = claimOf('watched');
    const { next, stop } = follow(the().client, 'watched');
    expect(await next()).toEqual({ type: 'snapshot', objects: [] });
    await the().client.apply(claimOf('somebody-else'));
    const { uid = '' } = (await the().client.apply(claim)).metadata;
    expect(await next()).toMatchObject({
      type: 'changed',
      object: { metadata: { name: 'watched' } },
    });
    await the().client.remove(toManifestRef(claim), { uid });
    expect(await next()).toMatchObject({ type: 'removed' });
    const last = next();
    stop.abort();
    expect(await last).toBe('ended');
  });
}
