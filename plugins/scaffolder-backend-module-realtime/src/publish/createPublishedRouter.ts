import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
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
    try {
      const { name, 0: path } = request.params as Record<string, string>;
      const file = await findFile(root, name, path);
      response.set({
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      createReadStream(file).on('error', next).pipe(response);
    } catch (error) {
      next(error);
    }
  });
  return router;
}

async function findFile(
  root: string,
  name: string,
  path: string,
): Promise<string> {
  const missing = new NotFoundError('No such file was published.');
  if (name.startsWith('.')) throw missing;
  try {
    const files = resolveSafeChildPath(root, `${name}/files`);
    const file = resolveSafeChildPath(files, path);
    if ((await lstat(file)).isFile()) return file;
  } catch (error) {
    throw new NotFoundError(missing.message, error);
  }
  throw missing;
}
