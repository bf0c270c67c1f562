import { isJsonObject, objectAt, textAt, type JsonObject } from '../model/json';
import { API_VERSION, aPipeline, GROUP } from './pipelineKind';
import { metaOf, versionOf, type Subject } from './Subject';

/** Discovery, single objects, lists in pages, selectors. */
export function readingContract(the: () => Subject): void {
  const namesOf = ({ items }: JsonObject) =>
    Array.isArray(items)
      ? items.map(item => metaOf(isJsonObject(item) ? item : {}).name)
      : [];

  const createMany = async (count: number, labels: JsonObject) => {
    const names: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const name = the().name(`page${i}`);
      const pipeline = aPipeline(name.slice(0, 20));
      const metadata = { name, labels };
      await the().admin.post(the().path(), { ...pipeline, metadata });
      names.push(name);
    }
    return names;
  };

  it('tells its version and its groups', async () => {
    const version = await the().admin.get('/version');
    expect(version.body).toMatchObject({
      major: '1',
      gitVersion: expect.stringMatching(/^v\d+\.\d+/),
    });
    const core = await the().admin.get('/api');
    expect(core.body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
    const groups = await the().admin.get('/apis');
    expect(groups.body.kind).toBe('APIGroupList');
    expect(groups.body.groups).toContainEqual({
      name: GROUP,
      versions: [{ groupVersion: API_VERSION, version: 'v1' }],
      preferredVersion: { groupVersion: API_VERSION, version: 'v1' },
    });
    const group = await the().admin.get(`/apis/${GROUP}`);
    expect(group.body).toMatchObject({ kind: 'APIGroup', name: GROUP });
  });

  it('lists the resources of a group with their verbs and short names', async () => {
    const { body } = await the().admin.get(`/apis/${API_VERSION}`);
    expect(body).toMatchObject({
      kind: 'APIResourceList',
      groupVersion: API_VERSION,
    });
    const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch'];
    expect(body.resources).toContainEqual(
      expect.objectContaining({
        name: 'pipelines',
        singularName: 'pipeline',
        namespaced: true,
        kind: 'Pipeline',
        shortNames: ['pl'],
        verbs: expect.arrayContaining([...verbs, 'delete']),
      }),
    );
    expect(body.resources).toContainEqual(
      expect.objectContaining({ name: 'pipelines/status', kind: 'Pipeline' }),
    );
  });

  it('describes its kinds in OpenAPI 3, found by group, version and kind', async () => {
    const root = `apis/${API_VERSION}`;
    const url = await the().until(async () => {
      const index = await the().admin.get('/openapi/v3');
      return textAt(
        objectAt(objectAt(index.body, 'paths'), root),
        'serverRelativeURL',
      );
    });
    expect(url).toMatch(`/openapi/v3/${root}?hash=`);
    const document = await the().admin.get(url);
    const schemas = document.body.components;
    const all = isJsonObject(schemas) ? schemas.schemas : {};
    const found = Object.values(isJsonObject(all) ? all : {}).filter(schema =>
      JSON.stringify(
        isJsonObject(schema) ? schema['x-kubernetes-group-version-kind'] : '',
      )?.includes('"Pipeline"'),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      type: 'object',
      properties: {
        apiVersion: { type: 'string' },
        spec: {
          required: ['name'],
          properties: {
            encoding: { enum: ['json', 'avro'] },
            topics: { 'x-kubernetes-list-type': 'set' },
          },
        },
      },
    });
  });

  it('gives one object, and 404 with its name for none', async () => {
    const name = the().name();
    const missing = await the().admin.get(the().path(name));
    expect(missing).toMatchObject({
      code: 404,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason: 'NotFound',
        message: `pipelines.${GROUP} "${name}" not found`,
        details: { name, group: GROUP, kind: 'pipelines' },
        code: 404,
      },
    });
    const created = await the().admin.post(the().path(), aPipeline(name));
    const found = await the().admin.get(the().path(name));
    expect(found).toMatchObject({ code: 200, body: created.body });
  });

  it('lists in pages of one moment and counts what is left', async () => {
    const names = await createMany(5, { paged: 'yes' });
    const query = '?labelSelector=paged%3Dyes&limit=2';
    const first = await the().admin.get(`${the().path()}${query}`);
    expect(first.body).toMatchObject({
      kind: 'PipelineList',
      apiVersion: API_VERSION,
      metadata: { continue: expect.any(String) },
    });
    await createMany(1, { paged: 'yes' });
    const seen = namesOf(first.body);
    let next = metaOf(first.body).continue;
    while (next) {
      const page = await the().admin.get(
        `${the().path()}${query}&continue=${encodeURIComponent(String(next))}`,
      );
      expect(versionOf(page.body)).toBe(versionOf(first.body));
      seen.push(...namesOf(page.body));
      next = metaOf(page.body).continue;
    }
    expect(seen).toEqual([...names].sort());
    const counted = await the().admin.get(`${the().path()}?limit=1`);
    expect(metaOf(counted.body).remainingItemCount).toBeGreaterThan(4);
  });

  it('refuses a continue key that is none', async () => {
    const answer = await the().admin.get(`${the().path()}?limit=1&continue=no`);
    expect(answer).toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
  });

  it.each([
    ['colour=red', ['a']],
    ['colour!=red', ['b', 'c']],
    ['colour in (red,blue)', ['a', 'b']],
    ['colour notin (red)', ['b', 'c']],
    ['size', ['c']],
    ['!size', ['a', 'b']],
    ['colour=red,size', []],
  ])('selects by the labels %s', async (selector, expected) => {
    const run = the().name('run');
    const labels = {
      a: { colour: 'red' },
      b: { colour: 'blue' },
      c: { size: 'l' },
    };
    for (const [key, own] of Object.entries(labels)) {
      const metadata = { name: `${run}-${key}`, labels: { ...own, run } };
      await the().admin.post(the().path(), { ...aPipeline('x'), metadata });
    }
    const query = encodeURIComponent(`run=${run},${selector}`);
    const { body } = await the().admin.get(
      `${the().path()}?labelSelector=${query}`,
    );
    expect(namesOf(body)).toEqual(expected.map(key => `${run}-${key}`));
  });

  it('selects by name and refuses fields it does not index', async () => {
    const name = the().name();
    await the().admin.post(the().path(), aPipeline(name));
    const one = await the().admin.get(
      `${the().path()}?fieldSelector=metadata.name%3D${name}`,
    );
    expect(namesOf(one.body)).toEqual([name]);
    const other = await the().admin.get(
      `${the().path()}?fieldSelector=spec.name%3Dx`,
    );
    expect(other).toMatchObject({
      code: 400,
      body: { message: expect.stringContaining('field label not supported') },
    });
  });

  it('leaves the type out of the items of core kinds only', async () => {
    const name = the().name('cm');
    await the().admin.post(the().corePath('configmaps'), {
      metadata: { name },
    });
    const core = await the().admin.get(the().corePath('configmaps'));
    expect(core.body).toMatchObject({ kind: 'ConfigMapList' });
    expect(core.body.items).not.toContainEqual(
      expect.objectContaining({ kind: 'ConfigMap' }),
    );
    await the().admin.post(the().path(), aPipeline(the().name()));
    const custom = await the().admin.get(the().path());
    expect(custom.body.items).toContainEqual(
      expect.objectContaining({ kind: 'Pipeline' }),
    );
  });
}
