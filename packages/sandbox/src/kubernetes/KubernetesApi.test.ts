import { connect } from 'node:tls';
import { ApiCaller } from './contract/ApiCaller';
import { aPipeline, GROUP, PIPELINES } from './contract/pipelineKind';
import { metaOf, versionOf } from './contract/Subject';
import { KubernetesApi, type KubernetesApiOptions } from './KubernetesApi';

const PATH = `/apis/${GROUP}/v1/namespaces/default/pipelines`;
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const MAX_WATCHES = 200;

describe('KubernetesApi', () => {
  jest.setTimeout(30_000);
  const open: KubernetesApi[] = [];

  const start = async (options: KubernetesApiOptions = {}) => {
    const api = await KubernetesApi.start({
      definitions: [PIPELINES],
      ...options,
    });
    open.push(api);
    return { api, admin: new ApiCaller(api, api.tokens.admin) };
  };

  afterEach(async () => {
    await Promise.all(open.splice(0).map(api => api.close()));
  });

  const eventsOf = async (
    admin: ApiCaller,
    query: string,
    count: number,
    path = PATH,
  ) => {
    const events = [];
    for await (const event of admin.watch(`${path}?watch=1&${query}`)) {
      events.push(event);
      if (events.length === count) {
        break;
      }
    }
    return events;
  };

  it('forgets events beyond its bound, and says so to who comes too late', async () => {
    const { admin } = await start({ maxEvents: 3 });
    const list = await admin.get(PATH);
    for (const name of ['a', 'b', 'c', 'd']) {
      await admin.post(PATH, aPipeline(name));
    }
    const from = Number(versionOf(list.body));
    const late = await eventsOf(admin, `resourceVersion=${from}`, 1);
    expect(late[0]).toMatchObject({ type: 'ERROR', object: { code: 410 } });
    const inTime = await eventsOf(admin, `resourceVersion=${from + 1}`, 3);
    expect(inTime.map(({ object }) => metaOf(object).name)).toEqual([
      'b',
      'c',
      'd',
    ]);
  });

  it('refuses the next page of a list whose moment is forgotten', async () => {
    const { admin } = await start({ maxEvents: 1 });
    for (const name of ['a', 'b']) {
      await admin.post(PATH, aPipeline(name));
    }
    const { body } = await admin.get(`${PATH}?limit=1`);
    await admin.post(PATH, aPipeline('c'));
    await admin.post(PATH, aPipeline('d'));
    const token = encodeURIComponent(String(metaOf(body).continue));
    const next = await admin.get(`${PATH}?limit=1&continue=${token}`);
    expect(next).toMatchObject({ code: 410, body: { reason: 'Expired' } });
  });

  it('keeps a bounded number of objects and goes on when some are deleted', async () => {
    const { admin, api } = await start();
    const { size } = api.store;
    const bounded = await start({ maxObjects: size + 1 });
    expect((await bounded.admin.post(PATH, aPipeline('a'))).code).toBe(201);
    const refused = await bounded.admin.post(PATH, aPipeline('b'));
    expect(refused).toMatchObject({
      code: 507,
      body: { message: expect.stringContaining(`at most ${size + 1} objects`) },
    });
    await bounded.admin.delete(`${PATH}/a`);
    expect((await bounded.admin.post(PATH, aPipeline('b'))).code).toBe(201);
    expect((await admin.get(PATH)).code).toBe(200);
  });

  it('refuses a body beyond 3 MiB', async () => {
    const { admin } = await start();
    const extra = { text: 'x'.repeat(3 * 1024 * 1024) };
    const answer = await admin.post(PATH, aPipeline('big', { extra }));
    expect(answer).toMatchObject({
      code: 413,
      body: { reason: 'RequestEntityTooLarge' },
    });
  });

  it('opens a bounded number of watches and counts those that end', async () => {
    const { admin, api } = await start();
    await admin.post(PATH, aPipeline('a'));
    const watches = Array.from({ length: MAX_WATCHES }, () =>
      admin.watch(`${PATH}?watch=1`),
    );
    await Promise.all(watches.map(watch => watch.next()));
    expect(api.watchCount).toBe(MAX_WATCHES);
    const refused = await admin.get(`${PATH}?watch=1`);
    expect(refused).toMatchObject({
      code: 429,
      headers: { 'retry-after': '1' },
    });
    await Promise.all(watches.map(watch => watch.return(undefined)));
    expect(await untilZero(() => api.watchCount)).toBe(0);
  });

  it('cuts watches and lets go of its port when it is closed', async () => {
    const { admin, api } = await start();
    await admin.post(PATH, aPipeline('a'));
    const watch = admin.watch(`${PATH}?watch=1`);
    await watch.next();
    const { port } = new URL(api.url);
    await Promise.all([api.close(), expect(watch.next()).rejects.toThrow()]);
    const refused = new Promise(resolve => {
      connect({ port: Number(port), host: '127.0.0.1' }).once('error', resolve);
    });
    expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('serves a kind from the moment it is defined until it is not', async () => {
    const { admin } = await start({ definitions: [] });
    expect((await admin.get(PATH)).code).toBe(404);
    await admin.post(DEFINITIONS, PIPELINES);
    expect((await admin.post(PATH, aPipeline('a'))).code).toBe(201);
    const gone = eventsOf(admin, '', 2);
    await admin.delete(`${DEFINITIONS}/pipelines.${GROUP}`);
    expect((await gone).map(({ type }) => type)).toEqual(['ADDED', 'DELETED']);
    expect((await admin.get(PATH)).code).toBe(404);
  });

  it('refuses a definition without a group', async () => {
    const { admin } = await start();
    const answer = await admin.post(DEFINITIONS, {
      metadata: { name: 'nothing' },
      spec: { scope: 'Namespaced' },
    });
    expect(answer).toMatchObject({ code: 422, body: { reason: 'Invalid' } });
    expect(JSON.stringify(answer.body)).toContain('"field":"spec.group"');
  });

  it('takes the objects of a namespace along when it is deleted', async () => {
    const { admin } = await start({ namespaces: ['team-a'] });
    const path = `/apis/${GROUP}/v1/namespaces/team-a/pipelines`;
    await admin.post(path, aPipeline('a'));
    const gone = eventsOf(admin, '', 2, path);
    await admin.delete('/api/v1/namespaces/team-a');
    expect((await gone).map(({ type }) => type)).toEqual(['ADDED', 'DELETED']);
    expect((await admin.post(path, aPipeline('b'))).code).toBe(404);
  });

  it('deletes all of a kind that a selector matches', async () => {
    const { admin } = await start();
    for (const name of ['a', 'b', 'c']) {
      const labels = { keep: name === 'b' ? 'yes' : 'no' };
      const metadata = { name, labels };
      await admin.post(PATH, { ...aPipeline(name), metadata });
    }
    await admin.delete(`${PATH}?labelSelector=keep%3Dno`);
    const { body } = await admin.get(PATH);
    expect(body.items).toMatchObject([{ metadata: { name: 'b' } }]);
  });

  it('reads no more aliases than a person writes', async () => {
    const { admin } = await start();
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]',
      'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]',
      'd: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]',
    ].join('\n');
    const answer = await admin.sendText(`${PATH}/a?fieldManager=portal`, bomb);
    expect(answer).toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
  });
});

/** Sockets close a moment after their reader stops; each look gives them a turn. */
async function untilZero(count: () => number): Promise<number> {
  for (let turn = 0; turn < 1_000 && count() > 0; turn += 1) {
    await new Promise(resolve => setImmediate(resolve));
  }
  return count();
}
