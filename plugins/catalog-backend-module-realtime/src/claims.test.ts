import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import request from 'supertest';
import realtimeModule from './index';
import { resources, until } from './testUtils/askCatalog';
import { componentProvider } from './testUtils/componentProvider';
import { logLines } from './testUtils/logLines';
import {
  claimsOf,
  installOam,
  remove,
  serviceClaim,
  setConditions,
  startKubernetes,
  type RunningKubernetes,
} from './testUtils/startKubernetes';

const READY = [
  { type: 'Synced', status: 'True' },
  { type: 'Ready', status: 'True' },
];

/** A backend with the real catalog that follows a cluster. */
async function startCatalog(
  clusters: Record<string, object>,
  provider: object = {},
) {
  const { lines, factory } = logLines();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      realtimeModule,
      componentProvider({}),
      factory,
      mockServices.database.factory(),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:0', listen: ':0' },
          realtime: { kubernetes: { clusters } },
          catalog: {
            processingInterval: { milliseconds: 100 },
            providers: {
              realtimeClaims: {
                local: {
                  defaultOwner: 'group:default/platform-team',
                  system: 'ping-pong',
                  ...provider,
                },
              },
            },
          },
        },
      }),
    ],
  });
  return { server: backend.server, lines, stop: () => backend.stop() };
}

type Catalog = Awaited<ReturnType<typeof startCatalog>>;

describe('claims of a Kubernetes cluster in the catalog', () => {
  jest.setTimeout(120_000);
  let kubernetes: RunningKubernetes;
  let catalog: Catalog | undefined;

  beforeEach(async () => {
    kubernetes = await startKubernetes();
  });

  afterEach(async () => {
    await catalog?.stop();
    catalog = undefined;
    await kubernetes.close();
  });

  async function start(
    who: 'admin' | 'readOnly' | 'powerless' = 'readOnly',
    provider?: object,
  ): Promise<Catalog> {
    const local = kubernetes.settingsOf(who);
    catalog = await startCatalog({ local }, provider);
    return catalog;
  }

  const byTitle = async (title: string): Promise<Entity | undefined> =>
    (await resources(catalog!)).find(each => each.metadata.title === title);

  const phaseOf = async (title: string, phase: string) =>
    until(async () => {
      const found = await byTitle(title);
      return found?.metadata.tags?.includes(phase) ? found : undefined;
    });

  const said = (text: string) =>
    until(async () => {
      await new Promise(resolve => setImmediate(resolve));
      return catalog!.lines.find(line => line.includes(text));
    });

  it('come, change and go as they do on the cluster', async () => {
    await start();
    const claim = serviceClaim('pinger');
    await kubernetes.client.apply(claim);
    const created = await phaseOf('pinger', 'creating');
    expect(created).toMatchObject({
      metadata: {
        name: 'local.team-a.claim.pinger',
        annotations: {
          'backstage-realtime.io/claim': 'local/team-a/ApplicationClaim/pinger',
        },
      },
      spec: {
        type: 'realtime-claim',
        owner: 'group:default/team-realtime',
        system: 'ping-pong',
      },
    });
    await setConditions(kubernetes, claim, READY);
    await phaseOf('pinger', 'ready');
    await setConditions(kubernetes, claim, [
      { type: 'Synced', status: 'False', message: 'no room' },
      { type: 'Ready', status: 'True' },
    ]);
    const failed = await phaseOf('pinger', 'failed');
    expect(failed.metadata.description).toContain('failed (no room)');
    await remove(kubernetes, claim);
    await until(async () => ((await byTitle('pinger')) ? undefined : true));
  });

  it('stand beside the component of the same name, related to it and to their platform', async () => {
    for (const manifest of claimsOf({
      application: {
        name: 'pinger',
        language: 'python',
        framework: 'fastapi',
      },
      platform: { name: 'streaming' },
    }))
      await kubernetes.client.apply(manifest);
    await start();
    const component = await until(async () => {
      const { body, status } = await request(catalog!.server).get(
        '/api/catalog/entities/by-name/component/default/pinger',
      );
      const refs = ((status === 200 && body.relations) || []) as Array<{
        type: string;
        targetRef: string;
      }>;
      return refs.some(({ type }) => type === 'dependsOn') ? body : undefined;
    });
    expect(component.kind).toBe('Component');
    expect(component.relations).toContainEqual({
      type: 'dependsOn',
      targetRef: 'resource:default/local.team-a.claim.pinger',
    });
    const claim = await until(async () => {
      const found = await byTitle('pinger');
      return found?.relations?.some(({ type }) => type === 'dependsOn')
        ? found
        : undefined;
    });
    expect(claim.relations).toContainEqual({
      type: 'dependsOn',
      targetRef: 'resource:default/local.team-a.platform.streaming',
    });
  });

  it('stay while the cluster is away, and follow it when it is back', async () => {
    await kubernetes.client.apply(serviceClaim('stays'));
    await kubernetes.client.apply(serviceClaim('goes'));
    await start();
    await phaseOf('goes', 'creating');
    const { uid } = (await phaseOf('stays', 'creating')).metadata;

    await kubernetes.door.close();
    await said(' ApplicationClaim objects of local: not read');
    expect((await resources(catalog!)).length).toBe(2);

    await remove(kubernetes, serviceClaim('goes'));
    await kubernetes.client.apply(serviceClaim('comes'));
    await kubernetes.door.reopen();
    await phaseOf('comes', 'creating');
    await until(async () => ((await byTitle('goes')) ? undefined : true));
    expect((await byTitle('stays'))?.metadata.uid).toBe(uid);
  });

  it('come when a cluster that was away at the start is there', async () => {
    await kubernetes.client.apply(serviceClaim('patient'));
    await kubernetes.door.close();
    await start();
    expect(await said('ApplicationClaim objects of local')).toMatch(
      /^warn: .*refuses connections; check that it runs/,
    );
    await kubernetes.door.reopen();
    await phaseOf('patient', 'creating');
  });

  it('are told to whoever has to grant the right, once, and without the token', async () => {
    await start('powerless', { kinds: ['ApplicationClaim'] });
    const line = await said('not read');
    expect(line).toMatch(/^warn: .*local.*applicationclaims.*lacks this right/);
    const { tokens } = kubernetes.api;
    const all = catalog!.lines.join('\n');
    expect(all).not.toContain(tokens.powerless);
    expect(all).not.toMatch(/127\.0\.0\.1|https:/);
    expect(await resources(catalog!)).toEqual([]);
  });

  it('come beside OAM applications, which come once the cluster knows what these are', async () => {
    await start('readOnly', { kinds: ['ApplicationClaim', 'Application'] });
    await kubernetes.client.apply(serviceClaim('pinger'));
    await phaseOf('pinger', 'creating');
    expect(await said('leave the kind out')).toContain(
      'does not know Application',
    );
    await installOam(kubernetes);
    await kubernetes.client.apply({
      apiVersion: 'core.oam.dev/v1beta1',
      kind: 'Application',
      metadata: { name: 'shop', namespace: 'team-a' },
      spec: { components: [] },
    });
    expect((await phaseOf('shop', 'creating')).spec?.type).toBe(
      'oam-application',
    );
  });

  it('are those of one namespace where app-config names it', async () => {
    await start('readOnly', { namespaces: ['team-a'] });
    const elsewhere = serviceClaim('elsewhere');
    elsewhere.metadata.namespace = 'default';
    await kubernetes.client.apply(elsewhere);
    await kubernetes.client.apply(serviceClaim('here'));
    await phaseOf('here', 'creating');
    expect(await byTitle('elsewhere')).toBeUndefined();
  });

  it('are not more than app-config allows, and the log says so', async () => {
    for (const name of ['a', 'b', 'c'])
      await kubernetes.client.apply(serviceClaim(name));
    await start('readOnly', { maxObjects: 2 });
    expect(await said('raise maxObjects')).toContain('more than 2');
    await phaseOf('b', 'creating');
    expect(await byTitle('c')).toBeUndefined();
  });

  it('are not asked for when app-config does not know the cluster, which the log names', async () => {
    catalog = await startCatalog(
      { main: kubernetes.settingsOf('admin') },
      { kinds: ['ApplicationClaim'] },
    );
    expect(await said('not in app-config')).toContain('known are main');
  });

  it('let go of their watches with the backend', async () => {
    await installOam(kubernetes);
    await start();
    await until(async () => {
      await new Promise(resolve => setImmediate(resolve));
      return kubernetes.api.watchCount === 3 || undefined;
    });
    await catalog!.stop();
    catalog = undefined;
    await until(async () => {
      await new Promise(resolve => setImmediate(resolve));
      return kubernetes.api.watchCount === 0 || undefined;
    });
    expect(kubernetes.api.watchCount).toBe(0);
  });
});
