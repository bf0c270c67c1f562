import { ConfigReader } from '@backstage/config';
import {
  buildClaims,
  toManifestRef,
  type ClaimForm,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import { KubernetesClusters } from '@backstage-realtime/plugin-realtime-node';
import {
  defaultDefinitionsDir,
  FREE_KINDS,
  KubernetesApi,
  readComposites,
} from '@backstage-realtime/sandbox/kubernetes';
import { FrontDoor } from './FrontDoor';

export type RunningKubernetes = Awaited<ReturnType<typeof startKubernetes>>;

/** The API of the sandbox behind a door that can be shut, with the claims of `platform/xrds` and a namespace `team-a`; without OAM until it is installed. */
export async function startKubernetes() {
  const api = await KubernetesApi.start({
    definitions: await readComposites(defaultDefinitionsDir()),
    namespaces: ['team-a'],
  });
  const door = await FrontDoor.open(Number(new URL(api.url).port));
  const admin = api.settingsOf('admin');
  const config = { realtime: { kubernetes: { clusters: { admin } } } };
  const clusters = KubernetesClusters.fromConfig(new ConfigReader(config));
  return {
    api,
    door,
    /** Past the door, with every right. */
    client: clusters.get('admin'),
    /** As app-config has it: through the door. */
    settingsOf: (who: 'admin' | 'readOnly' | 'powerless') => ({
      ...api.settingsOf(who),
      url: door.url,
    }),
    close: async () => {
      await door.close();
      await api.close();
    },
  };
}

/** The claims of `team-a`, as a template makes them. */
export function claimsOf(form: ClaimForm): Manifest[] {
  const target = { namespace: 'team-a', owner: 'group:default/team-realtime' };
  const built = buildClaims({ target, ...form });
  if (!built.ok) throw new Error('a form of the test is wrong');
  return built.manifests;
}

/** The claim of a service. */
export function serviceClaim(name: string, spec: object = {}): Manifest {
  const language = 'python' as const;
  const application = { name, language, framework: 'fastapi' as const };
  return claimsOf({ application: { ...application, ...spec } })[0];
}

/** Installs the definition of OAM applications. */
export async function installOam({ client }: RunningKubernetes): Promise<void> {
  for (const definition of FREE_KINDS)
    await client.apply(definition as unknown as Manifest);
}

/** Removes an object, as a person does. */
export async function remove(
  { client }: RunningKubernetes,
  manifest: Manifest,
): Promise<void> {
  const ref = toManifestRef(manifest);
  const { uid = '' } = (await client.get(ref))?.metadata ?? {};
  if (!(await client.remove(ref, { uid }))) throw new Error('nothing removed');
}

/** Sets conditions of a claim, as the platform does. */
export async function setConditions(
  { client }: RunningKubernetes,
  manifest: Manifest,
  conditions: object[],
): Promise<void> {
  const stamped = conditions.map(each => ({
    reason: 'Because',
    lastTransitionTime: '2026-01-01T00:00:00Z',
    ...each,
  }));
  await client.patch(toManifestRef(manifest), {
    subresource: 'status',
    body: { status: { conditions: stamped } },
  });
}
