import { join } from 'node:path';
import { aScaffolder } from './testUtils/aScaffolder';
import {
  broker,
  claim,
  environments,
  pieces,
  platform,
  twice,
} from './testUtils/templateForms';

interface Link {
  title: string;
  url?: string;
}

describe('the result page of a template', () => {
  jest.setTimeout(60_000);
  let scaffolder: Awaited<ReturnType<typeof aScaffolder>>;

  beforeAll(async () => {
    scaffolder = await aScaffolder(join(__dirname, '../../../templates'));
  });

  afterAll(() => scaffolder.close());

  it.each<[string, string, object, string[]]>([
    [
      'a claim of a platform',
      'realtime-platform',
      claim,
      ['README.md', 'platform/realtime-platform-claim.yaml'],
    ],
    [
      'an application of a platform',
      'realtime-platform',
      { ...platform, manifest: 'application' },
      ['README.md', 'platform/oam-application.yaml'],
    ],
    [
      'a platform whose topics the portal reads',
      'realtime-platform',
      { ...claim, kafkaCluster: 'local', topics: [{ name: 'events' }] },
      [
        '/catalog/default/resource/streams/messages',
        'README.md',
        'platform/realtime-platform-claim.yaml',
      ],
    ],
    [
      'pieces',
      'platform-components',
      { ...pieces, components: [broker] },
      ['README.md', 'platform/oam-application.yaml'],
    ],
    [
      'two environments',
      'platform-components',
      { ...pieces, ...environments },
      ['README.md', 'platform/dev/oam-application.yaml'],
    ],
    [
      'blue and green',
      'platform-components',
      { ...pieces, ...twice },
      ['README.md', 'platform/blue/oam-application.yaml'],
    ],
  ])('leads to what there is of %s', async (_, template, values, paths) => {
    const { body } = await scaffolder.dryRun(template, values);
    const links = (body.output.links as Link[]).flatMap(({ url }) => url ?? []);
    expect(
      links.map(url => url.replace(/^.*\/published\/[^/]+\//, '')),
    ).toEqual(paths);
    const made = (body.directoryContents as { path: string }[]).map(
      ({ path }) => path,
    );
    const files = paths.filter(path => !path.startsWith('/'));
    expect(made).toEqual(expect.arrayContaining(files));
  });
});
