import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { allObjects, WORKLOAD_KINDS } from './testUtils/cluster';
import { templateFile } from './testUtils/killedTask';
import { claim as aClaim } from './testUtils/onCluster';
import { RestartedBackend, until } from './testUtils/RestartedBackend';
import { startKubernetes } from './testUtils/startKubernetes';
import { runTask } from './testUtils/tasks';
import {
  claim,
  counter,
  environments,
  pieces,
  pingPong,
  processor,
  service,
} from './testUtils/templateForms';

const applied = {
  delivery: 'apply',
  kubernetesCluster: 'local',
  namespace: 'default',
};

/** What each form is given, before a test spoils it; all of it is applied at once. */
const FORMS = {
  'ping-pong-service': { ...pingPong, ...applied },
  'realtime-platform': { ...claim, ...applied },
  'platform-components': { ...pieces, ...applied, components: [processor] },
  'canary-counter-service': { ...counter, ...applied },
};

const TEMPLATES = Object.keys(FORMS) as (keyof typeof FORMS)[];

const querying = (sql: string) => ({
  ...processor,
  properties: { ...processor.properties, queries: [{ name: 'clean', sql }] },
});

const entity = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
});

/** A template, what is wrong, and what is said of it: field and what to do. */
const WRONG: [
  template: keyof typeof FORMS,
  what: string,
  answers: object,
  said: string,
][] = [
  ...TEMPLATES.map((template): (typeof WRONG)[number] => [
    template,
    'the name of an entity',
    { name: 'taken-entity' },
    'name: "taken-entity" is taken in the catalog; choose another name',
  ]),
  ...TEMPLATES.map((template): (typeof WRONG)[number] => [
    template,
    'a reserved name',
    { name: 'kubernetes' },
    'name: "kubernetes" is reserved; choose another name',
  ]),
  ...TEMPLATES.map((template): (typeof WRONG)[number] => [
    template,
    'an invisible character',
    { description: 'Reads \u202esdrawkcab.' },
    'description: holds a character that cannot be seen; leave it out',
  ]),
  [
    'ping-pong-service',
    'the name of a claim',
    { name: 'taken-claim' },
    'name: ApplicationClaim "taken-claim" is taken on the Kubernetes cluster local; choose another name',
  ],
  [
    'canary-counter-service',
    'a name that another part of it cannot have',
    { name: 'half' },
    'name: "half-log-output" is taken in the catalog; choose another name',
  ],
  [
    'canary-counter-service',
    'a cluster of nobody, though nothing is applied',
    { delivery: 'commit', kubernetesCluster: 'nowhere' },
    'kubernetesCluster: "nowhere" is not in app-config; known are local, away, personal',
  ],
  [
    'ping-pong-service',
    'one topic for pings and pongs',
    { pingTopic: 'a', pongTopic: 'a' },
    'pongTopic: topic "a" cannot be told from that of pingTopic; choose another name',
  ],
  [
    'ping-pong-service',
    'pongs among dead letters',
    { pingTopic: 'a', pongTopic: 'a-dead-letter' },
    'dead letters of pingTopic: topic "a-dead-letter" cannot be told from that of pongTopic',
  ],
  [
    'ping-pong-service',
    'a platform of nobody',
    { platform: 'existing', platformName: 'nowhere' },
    'platformName: "nowhere" is not in namespace default',
  ],
  [
    'ping-pong-service',
    'a cluster that does not answer',
    { kubernetesCluster: 'away' },
    'cluster away refuses connections; check that it runs',
  ],
  [
    'ping-pong-service',
    'a namespace that is not there',
    { namespace: 'nowhere' },
    'namespaces "nowhere" not found',
  ],
  [
    'canary-counter-service',
    'a namespace that is not there',
    { namespace: 'nowhere' },
    'namespaces "nowhere" not found',
  ],
  [
    'ping-pong-service',
    'a namespace of the cluster itself',
    { namespace: 'kube-system' },
    'namespace: "kube-system" belongs to the cluster itself',
  ],
  [
    'ping-pong-service',
    'a key in a text',
    { description: 'Opens with AKIAIOSFODNN7EXAMPLE today' },
    'description: looks like an access key; a secret is never written',
  ],
  [
    'realtime-platform',
    'fewer brokers at most than at least',
    { minReplicas: 5, maxReplicas: 2 },
    'platform.scaling.minReplicas: is greater than maxReplicas',
  ],
  [
    'realtime-platform',
    'a topic twice',
    { topics: [{ name: 'a' }, { name: 'a' }] },
    'topics[1].name: topic "a" cannot be told from that of topics[0].name',
  ],
  [
    'platform-components',
    'an expression in SQL',
    { components: [querying("INSERT INTO b SELECT '${{ secrets.A }}'")] },
    'components[0].properties.queries[0].sql: holds ${{, which would be filled in; write the value itself',
  ],
  [
    'platform-components',
    'SQL that goes on after its end',
    { components: [querying('INSERT INTO b SELECT * FROM a; DROP TABLE c')] },
    'components[0].properties.queries[0].sql: holds several statements; write one for each query',
  ],
  [
    'platform-components',
    'a password among variables',
    {
      components: [
        {
          ...service,
          properties: {
            ...service.properties,
            realtime: 'taken-platform',
            environment: { DB_PASSWORD: 'hunter2' },
          },
        },
      ],
    },
    'properties.environment.DB_PASSWORD: a secret is never written',
  ],
  [
    'platform-components',
    'one namespace for two environments',
    {
      ...environments,
      devNamespace: 'default',
      productionNamespace: 'default',
    },
    'is there twice, first in platform/dev/oam-application.yaml',
  ],
];

describe('a task that is started over HTTP with', () => {
  jest.setTimeout(120_000);
  let kubernetes: Awaited<ReturnType<typeof startKubernetes>>;
  let backend: RestartedBackend;
  let folder: string;

  beforeAll(async () => {
    kubernetes = await startKubernetes();
    folder = await mkdtemp(join(tmpdir(), 'realtime-entities-'));
    const entities = join(folder, 'entities.yaml');
    const taken = ['taken-entity', 'half-log-output'].map(entity);
    await writeFile(entities, taken.map(each => stringify(each)).join('---\n'));
    const { url, caData } = kubernetes.admin;
    backend = await RestartedBackend.create(
      [entities, ...TEMPLATES.map(templateFile)],
      {
        kubernetes: {
          clusters: {
            local: { ...kubernetes.admin, kinds: WORKLOAD_KINDS },
            away: { url: 'https://127.0.0.1:9', timeoutMs: 1_000 },
            personal: { url, caData, asUser: true },
          },
        },
      },
    );
    backend.start();
    const client = kubernetes.clusters.get('local');
    await client.apply(aClaim('taken-claim'));
    const platform = { name: 'taken-platform' };
    await client.apply({
      ...aClaim('taken-platform'),
      kind: 'RealtimePlatformClaim',
      spec: platform,
    });
    await until(async () => {
      const path = 'catalog/entities?filter=kind=component';
      const found = await backend.ask<object[]>(path);
      return found?.length === taken.length || undefined;
    });
  });

  afterAll(async () => {
    await backend.close();
    await kubernetes.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Everything that a task may have made. */
  const everything = async () => ({
    objects: await allObjects(kubernetes.clusters.get('local')),
    published: await readdir(backend.published).catch(() => []),
    locations: await backend.ask<object[]>('catalog/locations'),
  });

  it.each(WRONG)(
    '%s and %s is refused before anything exists, with what to do',
    async (template, _, answers, said) => {
      const before = await everything();
      const values = { ...FORMS[template], ...answers };
      const { end } = await runTask(backend, { template, values });
      expect(end.error?.message).toContain(said);
      expect(end.error?.message).not.toMatch(/hunter2|AKIA/);
      expect(await everything()).toEqual(before);
    },
  );

  it('a token that nobody issued is refused before anything exists', async () => {
    const before = await everything();
    const { end, told } = await runTask(backend, {
      template: 'ping-pong-service',
      values: {
        ...FORMS['ping-pong-service'],
        kubernetesCluster: 'personal',
      },
      secrets: { KUBERNETES_TOKEN: 'sha256~long-gone' },
    });
    expect(end.error?.message).toMatch(/Unauthorized: the credential/);
    expect(told).not.toContain('long-gone');
    expect(await everything()).toEqual(before);
  });
});
