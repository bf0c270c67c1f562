import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { Router } from 'express';

/** Path of published projects below the scaffolder's own. */
export const PUBLISHED_PATH = '/realtime/published';

const AS_TEXT = {
  'content-type': 'text/plain; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/**
 * Serves published projects to the catalog: `GET /realtime/published/:name/*`,
 * and the names of its files at `/:name/`.
 * Open to everybody, as the catalog reads without a credential. Every file is
 * plain text to a browser, so that a page in it never runs in the portal's
 * origin. Anything but a plain file of a project is 404.
 */
export function createPublishedRouter(root: string): Router {
  const router = Router();
  router.get(`${PUBLISHED_PATH}/:name`, async (request, response) => {
    const files = await listProject(root, request.params.name);
    if (!files) {
      response.status(404).type('text/plain').send('Not published.');
      return;
    }
    response.set(AS_TEXT).send(`${files.join('\n')}\n`);
  });
  router.get(`${PUBLISHED_PATH}/:name/*`, async (request, response, next) => {
    const { name, 0: path } = request.params as Record<string, string>;
    const file = await findFile(root, name, path);
    if (!file) {
      response.status(404).type('text/plain').send('Not published.');
      return;
    }
    response.set(AS_TEXT);
    createReadStream(file).on('error', next).pipe(response);
  });
  return router;
}

/** Paths of a project, sorted; the publisher bounds how many there are. */
async function listProject(
  root: string,
  name: string,
): Promise<string[] | undefined> {
  if (name.startsWith('.')) return undefined;
  try {
    const files = resolveSafeChildPath(root, `${name}/files`);
    const entries = await readdir(files, {
      recursive: true,
      withFileTypes: true,
    });
    return entries
      .filter(entry => entry.isFile())
      .map(entry => relative(files, join(entry.parentPath, entry.name)))
      .sort();
  } catch {
    return undefined;
  }
}

/** Undefined for whatever is no plain file of a project. */
async function findFile(
  root: string,
  name: string,
  path: string,
): Promise<string | undefined> {
  if (name.startsWith('.')) return undefined;
  try {
    const files = resolveSafeChildPath(root, `${name}/files`);
    const file = resolveSafeChildPath(files, path);
    return (await lstat(file)).isFile() ? file : undefined;
  } catch {
    // Not there, or outside: to a reader it is the same.
    return undefined;
  }
}
