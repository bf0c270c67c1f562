import {
  buildClaims,
  toManifestRef,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import {
  applyAs,
  clustersOf,
  type TestCluster,
} from '../../testUtils/startKubernetes';
import type { KubernetesClient, WatchChange } from '../KubernetesClient';

function claimOf(name: string, spec: object = {}): Manifest {
  const built = buildClaims({
    application: {
      name,
      language: 'python',
      framework: 'fastapi',
      image: 'registry.example.org/a:1.0.0',
      ...spec,
    },
    target: { namespace: 'team-a' },
  });
  if (!built.ok) throw new Error('a form of the test is wrong');
  return built.manifests[0];
}

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

/** What a client promises on any API server. The first start of a real one takes minutes where it has to be built. */
export function kubernetesClientContract(
  name: string,
  start: () => Promise<TestCluster>,
  suite: jest.Describe = describe,
): void {
  suite(`a Kubernetes cluster: ${name}`, () => {
    jest.setTimeout(60_000);
    let running: TestCluster;
    let client: KubernetesClient;

    beforeAll(async () => {
      running = await start();
      client = running.clusters.get('local');
    }, 900_000);

    afterAll(() => running?.close());

    it('has an object after it was applied, and the same one after it was applied again', async () => {
      const claim = claimOf('applied');
      const created = await client.apply(claim);
      const again = await client.apply(claim);
      expect(created.metadata.uid).toEqual(expect.any(String));
      expect(again.metadata).toMatchObject({
        uid: created.metadata.uid,
        resourceVersion: created.metadata.resourceVersion,
      });
      expect(await client.get(toManifestRef(claim))).toMatchObject({
        spec: claim.spec,
      });
    });

    it('has nothing after a dry run', async () => {
      const claim = claimOf('dry');
      await client.apply(claim, { isDryRun: true });
      expect(await client.get(toManifestRef(claim))).toBeUndefined();
    });

    it('names field and manager when another one owns it, and leaves it alone', async () => {
      const claim = claimOf('fought-over');
      await client.apply(claim);
      await applyAs(running, 'kubectl', {
        ...claim,
        spec: { ...claim.spec, image: 'registry.example.org/a:2.0.0' },
      });
      await expect(client.apply(claim)).rejects.toMatchObject({
        code: 'realtime.kubernetes.conflict',
        message: expect.stringMatching(/\.spec\.image.*kubectl/),
      });
      expect(await client.get(toManifestRef(claim))).toMatchObject({
        spec: { image: 'registry.example.org/a:2.0.0' },
      });
    });

    it.each([
      ['a field nobody knows', { bogus: 1 }, 'bogus'],
      ['a value of the wrong type', { port: 'x' }, 'port'],
    ])('refuses %s by name', async (_what, spec, field) => {
      const claim = claimOf('wrong');
      const wrong = { ...claim, spec: { ...claim.spec, ...spec } };
      await expect(client.apply(wrong)).rejects.toMatchObject({
        code: 'realtime.kubernetes.refused',
        isRetriable: false,
        message: expect.stringContaining(field),
      });
    });

    it('tells what it would send, without the address', async () => {
      const ref = toManifestRef(claimOf('told'));
      expect(await client.describeApply(ref)).toBe(
        'PATCH /apis/platform.example.org/v1alpha1/namespaces/team-a/applicationclaims/told?fieldManager=backstage-realtime&fieldValidation=Strict',
      );
    });

    it('acts as the user with a token of the user, with the rights of that user', async () => {
      const { clusters, tokens } = running;
      const claim = claimOf('personal');
      const ref = toManifestRef(claim);
      const as = (token: string) => clusters.getFor('local', token);
      await as(tokens.admin).apply(claim);
      expect(await as(tokens.readOnly).get(ref)).toBeDefined();
      const forbidden = { code: 'realtime.kubernetes.forbidden' };
      await expect(as(tokens.readOnly).apply(claim)).rejects.toMatchObject(
        forbidden,
      );
      await expect(as(tokens.powerless).get(ref)).rejects.toMatchObject(
        forbidden,
      );
      await expect(as('unknown').get(ref)).rejects.toMatchObject(forbidden);
    });

    it('says which kinds it serves when asked for another', async () => {
      await expect(
        client.apply({ ...claimOf('a'), kind: 'Teapot' }),
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
        client.list(target).then(
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
      const { metadata } = await client.apply(COMINGS);
      await until(true);
      const { uid = '' } = metadata;
      await client.remove(toManifestRef(COMINGS), { uid });
      await until(false);
      await expect(client.list(target)).rejects.toMatchObject({
        isRetriable: false,
        message: expect.stringContaining('does not know Coming'),
      });
      await client.apply(COMINGS);
      await until(true);
    });

    it('removes the object that is meant, and no other of its name', async () => {
      const claim = claimOf('removed');
      const ref = toManifestRef(claim);
      const { uid = '' } = (await client.apply(claim)).metadata;
      expect(await client.remove(ref, { uid: 'of-another-one' })).toBe(false);
      expect(await client.get(ref)).toBeDefined();
      expect(await client.remove(ref, { uid })).toBe(true);
      expect(await client.remove(ref, { uid })).toBe(false);
      expect(await client.get(ref)).toBeUndefined();
    });

    it('changes the fields of a merge patch and no others, and removes those that are null', async () => {
      const claim = claimOf('patched');
      const ref = toManifestRef(claim);
      const { spec } = await client.apply(claim);
      const body = { spec: { port: 1234 } };
      expect(await client.patch(ref, { body })).toMatchObject({
        spec: { ...(spec as object), port: 1234 },
      });
      await client.patch(ref, { body: { spec: { port: null } } });
      const { spec: after } = (await client.get(ref)) ?? {};
      expect(after).toEqual(spec);
    });

    it('changes the status apart from the rest', async () => {
      const claim = claimOf('with-status');
      const ref = toManifestRef(claim);
      await client.apply(claim);
      const body = { status: { conditions: [] }, spec: { port: 1234 } };
      await client.patch(ref, { subresource: 'status', body });
      expect(await client.get(ref)).toMatchObject({
        spec: claim.spec,
        status: { conditions: [] },
      });
    });

    it('changes only the version that is meant, and nothing that is gone', async () => {
      const claim = claimOf('versioned');
      const ref = toManifestRef(claim);
      const { resourceVersion } = (await client.apply(claim)).metadata;
      const patch = (port: number) =>
        client.patch(ref, { body: { spec: { port } } }, { resourceVersion });
      await patch(2001);
      await expect(patch(2002)).rejects.toMatchObject({
        code: 'realtime.kubernetes.conflict',
      });
      expect(await client.get(ref)).toMatchObject({ spec: { port: 2001 } });
      await expect(
        client.patch({ ...ref, name: 'nowhere' }, { body: { spec: {} } }),
      ).rejects.toMatchObject({ code: 'realtime.kubernetes.not-found' });
    });

    it('lists what is there, by labels where they are asked for', async () => {
      const claim = claimOf('labelled');
      const { apiVersion, kind, metadata } = claim;
      const labels = { ...metadata.labels, colour: 'blue' };
      await client.apply({ ...claim, metadata: { ...metadata, labels } });
      const target = { apiVersion, kind, namespace: 'team-a' };
      const blue = { ...target, labelSelector: 'colour in (blue, green)' };
      expect(await client.list(blue)).toMatchObject([
        { apiVersion, kind, metadata: { name: 'labelled' } },
      ]);
      const all = await client.list(target);
      expect(all.length).toBeGreaterThan(1);
    });

    it('tells what is there, then each change of one object, until it is told to stop', async () => {
      const claim = claimOf('watched');
      const { next, stop } = follow(client, 'watched');
      expect(await next()).toEqual({ type: 'snapshot', objects: [] });
      await client.apply(claimOf('somebody-else'));
      const { uid = '' } = (await client.apply(claim)).metadata;
      expect(await next()).toMatchObject({
        type: 'changed',
        object: { metadata: { name: 'watched' } },
      });
      await client.remove(toManifestRef(claim), { uid });
      expect(await next()).toMatchObject({ type: 'removed' });
      const last = next();
      stop.abort();
      expect(await last).toBe('ended');
    });

    it.each([
      ['readOnly', 'forbidden'],
      ['powerless', 'forbidden'],
    ] as const)('refuses a credential that is %s', async (who, code) => {
      const { admin, tokens } = running;
      const credential = { serviceAccountToken: tokens[who] };
      const other = clustersOf({ local: { ...admin, ...credential } });
      await expect(
        other.get('local').apply(claimOf('forbidden')),
      ).rejects.toMatchObject({ code: `realtime.kubernetes.${code}` });
    });

    it('never shows address or token in an error', async () => {
      const { admin } = running;
      const canary = 'canary-token-5f1c';
      const wrong = [
        { ...admin, serviceAccountToken: canary },
        { ...admin, caData: undefined, serviceAccountToken: canary },
        { url: 'https://127.0.0.1:9', serviceAccountToken: canary },
      ];
      for (const settings of wrong) {
        const other = clustersOf({ local: settings }).get('local');
        const error = await other.apply(claimOf('a')).catch(each => each);
        expect(error.message).toContain('Kubernetes cluster local');
        expect(error.message).not.toContain(canary);
        expect(error.message).not.toMatch(/127\.0\.0\.1|https:/);
      }
    });
  });
}
