import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { aScaffolder } from './testUtils/aScaffolder';
import { claim, pieces } from './testUtils/templateForms';

const TEMPLATES = join(__dirname, '../../../templates');

/** Breaks out of a YAML value, a shell line and a table of Markdown. */
const POISON = 'x"\n  poison: true\n#\'; `id` | ${{ poison }}';

const service = {
  description: 'Answers every ping with a pong.',
  owner: 'group:default/team-a',
  language: 'typescript',
  publish: 'local',
  delivery: 'commit',
};

/** Answers that every gate lets through, with no optional part. */
const FORMS: Record<string, object> = {
  'ping-pong-service': {
    ...service,
    name: 'ping-orders',
    platform: 'create',
    kafkaCluster: 'local',
    mqttBroker: 'local',
  },
  'realtime-platform': claim,
  'platform-components': {
    ...pieces,
    components: [{ type: 'iot-broker', name: 'broker' }],
  },
  'canary-counter-service': {
    ...service,
    name: 'order-counter',
    image: 'registry.example.org/team/order-counter:0.1.0',
    kubernetesCluster: 'local',
    namespace: 'default',
    traffic: 'pods',
    prometheusUrl: 'http://prometheus.monitoring.svc:9090',
    prometheusAuth: 'none',
    database: 'statefulset',
    secrets: 'sops',
    ageRecipient:
      'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  },
};

interface Schema {
  properties?: Record<string, Schema>;
  dependencies?: Record<string, { oneOf?: Schema[] }>;
}

/** Names of all answers of a form, those of branches that are not taken too. */
function namesIn({ properties = {}, dependencies = {} }: Schema): string[] {
  const branches = Object.values(dependencies).flatMap(
    each => each.oneOf ?? [],
  );
  return [...Object.keys(properties), ...branches.flatMap(namesIn)];
}

function namesOf(template: string): string[] {
  const text = readFileSync(join(TEMPLATES, template, 'template.yaml'), 'utf8');
  const pages: Schema[] = parse(text).spec.parameters;
  return [...new Set(pages.flatMap(namesIn))];
}

const fields = Object.keys(FORMS).flatMap(template =>
  namesOf(template).map(name => [template, name] as const),
);

describe('a value that would break out of the file it is written into', () => {
  jest.setTimeout(60_000);
  let scaffolder: Awaited<ReturnType<typeof aScaffolder>>;

  beforeAll(async () => {
    scaffolder = await aScaffolder(TEMPLATES);
  });

  afterAll(() => scaffolder.close());

  it.each(Object.entries(FORMS))(
    'is no part of the form of %s, which works',
    async (template, form) => {
      expect((await scaffolder.make(template, form)).size).toBeGreaterThan(1);
    },
  );

  it.each(fields)(
    'is refused, or nowhere, as %s has it for %s',
    async (template, name) => {
      const values = { ...FORMS[template], [name]: POISON };
      const { status, body } = await scaffolder.dryRun(template, values);
      if (status !== 200) return;
      const files = (
        body.directoryContents as { path: string; base64Content: string }[]
      )
        .filter(({ base64Content }) =>
          Buffer.from(base64Content, 'base64')
            .toString('utf8')
            .includes('poison'),
        )
        .map(({ path }) => path);
      expect(files).toEqual([]);
    },
  );
});
