import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { createPublishedRouter } from '../publish/createPublishedRouter';
import { LocalPublisher } from '../publish/LocalPublisher';
import { aTask, type Task } from '../testUtils/aTask';
import { anyAllowed } from '../testUtils/anyAllowed';
import { createPublishLocalAction } from './publishLocal';

const BASE_URL = 'http://localhost:7007/api/scaffolder';

describe('realtime:publish:local', () => {
  let root: string;
  let task: Task;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'realtime-published-'));
    task = await aTask();
    await write('catalog-info.yaml', 'kind: Component\n');
    await write('src/main.ts', 'export {};\n');
    await write('.github/workflows/ci.yaml', 'on: push\n');
    await write('node_modules/x/index.js', 'x');
  });

  afterEach(async () => {
    await task.close();
    await rm(root, { recursive: true, force: true });
  });

  async function write(path: string, text: string) {
    const file = join(task.workspacePath, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  const publish = (input: object = {}, options = {}) => {
    const settings = { root, maxFiles: 10, maxBytes: 1_000 };
    const publisher = LocalPublisher.create(settings, async () => BASE_URL);
    const action = createPublishLocalAction({
      permissions: anyAllowed,
      publisher,
    });
    return task.run(action, { name: 'ping', ...input }, options);
  };

  const get = (path: string) =>
    request(express().use(createPublishedRouter(root))).get(
      `/realtime/published/${path}`,
    );

  it('serves each file of the project where it says, as plain text', async () => {
    const outputs = await publish();
    expect(outputs).toEqual({
      remoteUrl: `${BASE_URL}/realtime/published/ping/`,
      catalogInfoUrl: `${BASE_URL}/realtime/published/ping/catalog-info.yaml`,
      files: 3,
      bytes: 36,
    });
    const { text, headers } = await get('ping/catalog-info.yaml').expect(200);
    expect(text).toBe('kind: Component\n');
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    await get('ping/.github/workflows/ci.yaml').expect(200);
  });

  it('lists the files where the project is said to be', async () => {
    const { remoteUrl } = await publish();
    const path = String(remoteUrl).split('/published/')[1];
    const { text } = await get(path).expect(200);
    expect(text.split('\n')).toEqual([
      '.github/workflows/ci.yaml',
      'catalog-info.yaml',
      'src/main.ts',
      '',
    ]);
    await get('other/').expect(404);
    await get('..%2F').expect(404);
  });

  it.each([
    'ping/node_modules/x/index.js',
    'ping/..%2Fpublished.json',
    'ping/../published.json',
    'ping/src',
    'ping/gone',
    '..%2F..%2Fetc/passwd',
    'other/catalog-info.yaml',
  ])('serves nothing else: %s', async path => {
    await publish();
    await get(path).expect(404);
  });

  it('replaces what the same task published, whole', async () => {
    await publish();
    await rm(join(task.workspacePath, 'src'), { recursive: true });
    await publish();
    await get('ping/src/main.ts').expect(404);
    expect(await readdir(root)).toEqual(['ping']);
  });

  it('replaces the project of another task only when told to', async () => {
    await publish();
    await task.close();
    task = await aTask({ id: 'later' });
    await write('catalog-info.yaml', 'kind: API\n');
    await expect(publish()).rejects.toThrow('published by another task');
    expect((await get('ping/catalog-info.yaml')).text).toBe(
      'kind: Component\n',
    );
    await publish({ replace: true });
    expect((await get('ping/catalog-info.yaml')).text).toBe('kind: API\n');
  });

  it('follows no symbolic link', async () => {
    const secret = join(root, 'secret');
    await writeFile(secret, 'hunter2');
    await symlink(secret, join(task.workspacePath, 'src/link'));
    await expect(publish()).rejects.toThrow('"src/link" is no plain file');
    expect(await readdir(root)).toEqual(['secret']);
    expect(await readFile(secret, 'utf8')).toBe('hunter2');
  });

  it.each(['../up', '.', 'A', '', 'a/b', 'con'])(
    'refuses the name "%s"',
    async name => {
      await expect(publish({ name })).rejects.toMatchObject({
        code: 'realtime.publish.refused',
        message: expect.stringMatching(/^name: /),
      });
    },
  );

  it('publishes nothing outside the workspace', async () => {
    await expect(publish({ sourcePath: '..' })).rejects.toThrow(/not allowed/i);
  });

  it('is bounded in files and bytes', async () => {
    await write('big', 'x'.repeat(1_000));
    await expect(publish()).rejects.toThrow('more than 1000 bytes');
    await rm(join(task.workspacePath, 'big'));
    for (let i = 0; i < 8; i++) await write(`many/${i}`, '');
    await expect(publish()).rejects.toThrow('more than 10 files');
    expect(await readdir(root)).toEqual([]);
  });

  it('says how to switch it on where it is off', async () => {
    const action = createPublishLocalAction({
      permissions: anyAllowed,
      publisher: undefined,
    });
    await expect(task.run(action, { name: 'ping' })).rejects.toThrow(
      'realtime.publishLocal.root',
    );
  });
});
