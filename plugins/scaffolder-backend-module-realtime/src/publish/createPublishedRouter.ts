import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { Router } from 'express';

/** Path of published projects below the scaffolder's own. */
export const PUBLISHED_PATH = '/realtime/published';

/**
 * Serves published projects to the catalog: `GET /realtime/published/:name/*`.
 * Open to everybody, as the catalog reads without a credential. Every file is
 * plain text to a browser, so that a page in it never runs in the portal's
 * origin. Anything but a plain file of a project is 404.
 */
export function createPublishedRouter(root: string): Router {
  const router = Router();
  router.get(`${PUBLISHED_PATH}/:name/*`, async (request, response, next) => {
    const { name, 0: path } = request.params as Record<string, string>;
    const file = await findFile(root, name, path);
    if (!file) {
      response.status(404).type('text/plain').send('Not published.');
      return;
    }
    response.set({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    createReadStream(file).on('error', next).pipe(response);
  });
  return router;
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
