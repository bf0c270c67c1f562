import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { RequestHandler } from 'express';

const compress = promisify(brotliCompress);

/** Built by us and named after its content, so that a name never means other bytes. */
const NAMED_BY_CONTENT = /\.[0-9a-f]{8,}\.(?:chunk\.)?(?:js|css)$/;

/** Past it more quality costs much time and saves few bytes. */
const QUALITY = 5;

/** All packed files together; a build of the portal is 4 MB packed. What does not fit is served as usual. */
const MAX_BYTES = 32 * 2 ** 20;

/** As the app backend has it for files that never change. */
const CACHE_CONTROL = 'public, max-age=1209600';

/**
 * Scripts and styles of the frontend, each compressed once.
 *
 * The framework compresses every response anew. For the scripts of one page
 * that is a third of a second of processor time, which a cold page waits for.
 */
export class PackedFiles {
  private readonly packed = new Map<string, Buffer>();

  /** Nothing is read before {@link PackedFiles.pack}. A folder that does not exist holds no files. */
  static create(folder: string): PackedFiles {
    return new PackedFiles(folder);
  }

  private constructor(private readonly folder: string) {}

  /** Reads and compresses one file after the other, beside whatever else starts. */
  async pack(): Promise<void> {
    let left = MAX_BYTES;
    for (const name of await listFiles(this.folder)) {
      const packed = await compress(await readFile(join(this.folder, name)), {
        params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY },
      });
      left -= packed.length;
      if (left < 0) return;
      this.packed.set(name, packed);
    }
  }

  /** To be mounted where the folder is served, before the framework's own handlers. */
  readonly handler: RequestHandler = (request, response, next) => {
    const name = request.path.slice(1);
    const packed = this.packed.get(name);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!packed || !isRead || !request.acceptsEncodings('br')) {
      next();
      return;
    }
    response
      .type(name.slice(name.lastIndexOf('.')))
      .set('Content-Encoding', 'br')
      .set('Cache-Control', CACHE_CONTROL)
      .vary('Accept-Encoding')
      .send(packed);
  };
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter(name => NAMED_BY_CONTENT.test(name));
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'ENOENT') return [];
    throw error;
  }
}
