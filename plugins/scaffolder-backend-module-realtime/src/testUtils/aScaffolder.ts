import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import realtimeModule from '../index';
import { KNOWN_NAMES } from './knownNames';

/** A real scaffolder that publishes to a folder of its own and is asked over HTTP. */
export async function startScaffolder() {
  const root = await mkdtemp(join(tmpdir(), 'realtime-published-'));
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      realtimeModule,
      catalogServiceMock.factory(),
      mockServices.database.factory(),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:0', listen: ':0' },
          realtime: { publishLocal: { root }, ...KNOWN_NAMES },
        },
      }),
    ],
  });
  return {
    /** Where it publishes to. */
    root,
    server: backend.server,
    /** Answer of a dry run of a template, with the files beside it. */
    dryRun: (
      template: object,
      values: object,
      directoryContents: MadeFile[] = [],
    ) =>
      request(backend.server)
        .post('/api/scaffolder/v2/dry-run')
        .send({ template, values, secrets: {}, directoryContents }),
    close: async () => {
      await backend.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** The same for the templates in a folder, by their names. */
export async function aScaffolder(templates: string) {
  const scaffolder = await startScaffolder();
  const dryRun = async (template: string, values: object) => {
    const dir = join(templates, template);
    const text = await readFile(join(dir, 'template.yaml'), 'utf8');
    return scaffolder.dryRun(parse(text), values, await readFolder(dir));
  };
  return {
    dryRun,
    /** Text of each file that was made, by path. */
    make: async (template: string, values: object) => {
      const { body, status } = await dryRun(template, values);
      if (status !== 200) throw new Error(JSON.stringify(body).slice(0, 500));
      const made = body.directoryContents as MadeFile[];
      return new Map(
        made.map(({ path, base64Content }) => [
          path,
          Buffer.from(base64Content, 'base64').toString('utf8'),
        ]),
      );
    },
    /** Names of what was published. */
    published: () => readdir(scaffolder.root),
    close: scaffolder.close,
  };
}

interface MadeFile {
  path: string;
  base64Content: string;
}

async function readFolder(dir: string): Promise<MadeFile[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(async file => ({
        path: relative(dir, file),
        base64Content: (await readFile(file)).toString('base64'),
      })),
  );
}
