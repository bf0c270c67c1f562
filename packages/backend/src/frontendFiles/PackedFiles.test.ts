import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { PackedFiles } from './PackedFiles';

const SCRIPT = 'main.0123456789ab.js';
const TEXT = 'const answer = 42;\n'.repeat(1_000);

describe('PackedFiles', () => {
  let folder: string;
  let server: Server;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'packed-files-'));
    await writeFile(join(folder, SCRIPT), TEXT);
    await writeFile(join(folder, 'favicon.js'), TEXT);
    const files = PackedFiles.create(folder);
    const app = express();
    app.use('/static', files.handler);
    app.use((_request, response) => response.send('as usual'));
    server = createServer(app).listen(0, '127.0.0.1');
    await Promise.all([once(server, 'listening'), files.pack()]);
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  function ask(name: string, init: RequestInit = {}) {
    const { port } = server.address() as AddressInfo;
    const headers = { 'Accept-Encoding': 'gzip, br', ...init.headers };
    const url = `http://127.0.0.1:${port}/static/${name}`;
    return fetch(url, { ...init, headers });
  }

  it('sends a script compressed, to be kept, and as it was', async () => {
    const response = await ask(SCRIPT);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=1209600',
      vary: 'Accept-Encoding',
    });
    expect(Number(response.headers.get('content-length'))).toBeLessThan(200);
    expect(await response.text()).toBe(TEXT);
  });

  it('says that a script has not changed', async () => {
    const etag = (await ask(SCRIPT)).headers.get('etag') ?? '';
    const again = await ask(SCRIPT, {
      headers: { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
  });

  it.each([
    ['a name that may mean other bytes tomorrow', 'favicon.js', {}],
    ['a file that is not there', 'main.ba9876543210.js', {}],
    ['a path out of the folder', '..%2Fmain.0123456789ab.js', {}],
    ['a browser without brotli', SCRIPT, { 'Accept-Encoding': 'gzip' }],
  ])('leaves %s to the framework', async (_why, name, headers) => {
    const response = await ask(name, { headers });
    expect(await response.text()).toBe('as usual');
  });

  it('leaves a write to the framework', async () => {
    const response = await ask(SCRIPT, { method: 'POST' });
    expect(await response.text()).toBe('as usual');
  });

  it('holds nothing of a frontend that was not built', async () => {
    const missing = PackedFiles.create(join(folder, 'missing'));
    await expect(missing.pack()).resolves.toBeUndefined();
  });
});
