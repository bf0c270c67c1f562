import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { aScaffolder } from './testUtils/aScaffolder';
import { claim, counter, pieces, pingPong } from './testUtils/templateForms';

const TEMPLATES = join(__dirname, '../../../templates');

/** Breaks out of a YAML value, a shell line and a table of Markdown. */
const POISON = 'x"\n  poison: true\n#\'; `id` | ${{ poison }}';

/** Answers that every gate lets through, with no optional part. */
const FORMS: Record<string, object> = {
  'ping-pong-service': pingPong,
  'realtime-platform': claim,
  'platform-components': {
    ...pieces,
    components: [{ type: 'iot-broker', name: 'broker' }],
  },
  'canary-counter-service': counter,
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
