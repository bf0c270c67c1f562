import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import realtimeModule from '../index';

/** A real scaffolder that is asked over HTTP for dry runs of the templates in a folder. */
export async function aScaffolder(templates: string) {
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
          realtime: { publishLocal: { root } },
        },
      }),
    ],
  });
  const dryRun = async (template: string, values: object) => {
    const dir = join(templates, template);
    const text = await readFile(join(dir, 'template.yaml'), 'utf8');
    return request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .send({
        template: parse(text),
        values,
        secrets: {},
        directoryContents: await readFolder(dir),
      });
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
    published: () => readdir(root),
    close: async () => {
      await backend.stop();
      await rm(root, { recursive: true, force: true });
    },
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
