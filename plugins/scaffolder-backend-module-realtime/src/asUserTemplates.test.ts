import { readFile } from 'node:fs/promises';
import { allObjects, WORKLOAD_KINDS } from './testUtils/cluster';
import { templateFile } from './testUtils/killedTask';
import { RestartedBackend } from './testUtils/RestartedBackend';
import { startKubernetes } from './testUtils/startKubernetes';
import { runTask } from './testUtils/tasks';
import { counter, pieces, pingPong, platform } from './testUtils/templateForms';
import { textsBelow } from './testUtils/textsBelow';
import { textsOfDatabases } from './testUtils/textsOfDatabases';

/** Nobody makes these claims ready; the forms take no shorter wait. */
const applied = {
  delivery: 'apply',
  kubernetesCluster: 'personal',
  namespace: 'default',
  timeoutSeconds: 10,
};

/** Nothing of these becomes ready here, and the task says what it leaves. */
const NOT_READY = {
  end: /is not Ready after 10 s/,
  told: /Kept \w+ .* in default: this task created it/,
};

const DONE = { end: /^done$/, told: /created +Rollout in default/ };

/** Each template, what it is sent, and how it ends. */
const TEMPLATES: [
  template: string,
  values: { name: string } & Record<string, unknown>,
  outcome: { end: RegExp; told: RegExp },
][] = [
  ['ping-pong-service', { ...pingPong, ...applied }, NOT_READY],
  [
    'realtime-platform',
    { ...platform, manifest: 'claim', ...applied },
    NOT_READY,
  ],
  [
    'platform-components',
    { ...pieces, pattern: 'all-in-one', profile: 'dev', ...applied },
    NOT_READY,
  ],
  ['canary-counter-service', { ...counter, ...applied }, DONE],
];

describe('a template on a cluster that is asked as the user', () => {
  jest.setTimeout(180_000);
  let kubernetes: Awaited<ReturnType<typeof startKubernetes>>;
  let backend: RestartedBackend;

  beforeAll(async () => {
    kubernetes = await startKubernetes();
    const { url, caData } = kubernetes.admin;
    const personal = { url, caData, asUser: true, kinds: WORKLOAD_KINDS };
    backend = await RestartedBackend.create(
      TEMPLATES.map(([template]) => templateFile(template)),
      { kubernetes: { clusters: { personal } } },
    );
    backend.start();
  });

  afterAll(async () => {
    await backend.close();
    await kubernetes.close();
  });

  const made = () => allObjects(kubernetes.clusters.get('local'));

  it.each(TEMPLATES)(
    '%s creates nothing without a token, or with one that may not',
    async (template, values) => {
      const { powerless } = kubernetes.api.tokens;
      for (const token of ['', powerless]) {
        const secrets = { KUBERNETES_TOKEN: token };
        const { end } = await runTask(backend, { template, values, secrets });
        expect(end.error?.message).toMatch(
          /secrets\.KUBERNETES_TOKEN|lacks this right/,
        );
      }
      const names = (await made()).map(({ metadata }) => metadata.name);
      expect(names).not.toContain(values.name);
    },
  );

  it.each(TEMPLATES)(
    '%s hands the token of the user to every step, and keeps it nowhere',
    async (template, values, outcome) => {
      const { admin } = kubernetes.api.tokens;
      const { end, told } = await runTask(backend, {
        template,
        values,
        secrets: { KUBERNETES_TOKEN: admin },
      });
      expect(end.error?.message ?? 'done').toMatch(outcome.end);
      expect(told).toMatch(outcome.told);
      expect((await made()).map(({ metadata }) => metadata.name)).toContain(
        values.name,
      );
      const everywhere = [
        told,
        JSON.stringify(end),
        await readFile(backend.log, 'utf8'),
        ...(await textsOfDatabases(backend.database)),
        ...(await textsBelow(backend.workspaces)),
        ...(await textsBelow(backend.published)),
      ];
      expect(everywhere.some(text => text.includes(admin))).toBe(false);
    },
  );
});
