import { aPipeline, GROUP } from './pipelineKind';
import { metaOf, versionOf, type Subject } from './Subject';

/** Create, replace, patch, delete; what the server itself writes. */
export function writingContract(the: () => Subject): void {
  const create = async (own = {}) => {
    const name = the().name();
    const { body } = await the().admin.post(the().path(), aPipeline(name, own));
    return { name, body };
  };

  it('creates with an id, a time, generation 1 and the defaults, and without a status', async () => {
    const name = the().name();
    const answer = await the().admin.post(the().path(), {
      ...aPipeline(name),
      status: { phase: 'Made up' },
    });
    expect(answer.code).toBe(201);
    expect(answer.body).toMatchObject({
      metadata: {
        name,
        namespace: the().namespace,
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        resourceVersion: expect.stringMatching(/^\d+$/),
        generation: 1,
        creationTimestamp: expect.stringMatching(/^\d{4}-.*T[\d:]{8}Z$/),
      },
      spec: { name, websocket: false },
    });
    expect(answer.body.status).toBeUndefined();
  });

  it('refuses to create what is there', async () => {
    const { name } = await create();
    const again = await the().admin.post(the().path(), aPipeline(name));
    expect(again).toMatchObject({
      code: 409,
      body: {
        reason: 'AlreadyExists',
        message: `pipelines.${GROUP} "${name}" already exists`,
      },
    });
  });

  it('makes up a name from a prefix', async () => {
    const { code, body } = await the().admin.post(the().path(), {
      ...aPipeline('x'),
      metadata: { generateName: 'made-up-' },
    });
    expect(code).toBe(201);
    expect(metaOf(body).name).toMatch(/^made-up-[a-z0-9]{5}$/);
  });

  it('refuses a name in the body that is not the one in the path', async () => {
    const { name, body } = await create();
    const other = { ...body, metadata: { ...metaOf(body), name: 'other' } };
    const answer = await the().admin.put(the().path(name), other);
    expect(answer).toMatchObject({
      code: 400,
      body: {
        reason: 'BadRequest',
        message: `the name of the object (other) does not match the name on the URL (${name})`,
      },
    });
  });

  it('replaces the version it was read in, and no other', async () => {
    const { name, body } = await create();
    const next = { ...body, spec: { name, replicas: 2 } };
    const first = await the().admin.put(the().path(name), next);
    expect(first.code).toBe(200);
    expect(metaOf(first.body).generation).toBe(2);
    const second = await the().admin.put(the().path(name), next);
    expect(second).toMatchObject({
      code: 409,
      body: {
        reason: 'Conflict',
        message: `Operation cannot be fulfilled on pipelines.${GROUP} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
        details: { name, group: GROUP, kind: 'pipelines' },
      },
    });
  });

  it('refuses to replace a custom resource blindly', async () => {
    const { name } = await create();
    const answer = await the().admin.put(the().path(name), aPipeline(name));
    expect(answer).toMatchObject({
      code: 422,
      body: {
        reason: 'Invalid',
        details: { causes: [{ field: 'metadata.resourceVersion' }] },
      },
    });
  });

  it('counts generations for the spec, not for labels or status', async () => {
    const { name } = await create();
    const labelled = await the().admin.patch(
      the().path(name),
      'merge-patch+json',
      {
        metadata: { labels: { a: 'b' } },
      },
    );
    expect(metaOf(labelled.body).generation).toBe(1);
    const status = await the().admin.patch(
      `${the().path(name)}/status`,
      'merge-patch+json',
      { status: { phase: 'Running' }, spec: { replicas: 4 } },
    );
    expect(metaOf(status.body).generation).toBe(1);
    expect(status.body).toMatchObject({ status: { phase: 'Running' } });
    expect(status.body.spec).toEqual({ name, websocket: false });
    const changed = await the().admin.patch(
      the().path(name),
      'merge-patch+json',
      {
        spec: { replicas: 3 },
        status: { phase: 'Ignored' },
      },
    );
    expect(metaOf(changed.body).generation).toBe(2);
    expect(changed.body).toMatchObject({ status: { phase: 'Running' } });
  });

  it('keeps the version when a write changes nothing', async () => {
    const { name, body } = await create({ replicas: 2 });
    const same = await the().admin.patch(the().path(name), 'merge-patch+json', {
      spec: { replicas: 2 },
    });
    expect(versionOf(same.body)).toBe(versionOf(body));
  });

  it('removes with null in a merge patch', async () => {
    const { name } = await create({ environment: { A: '1', B: '2' } });
    const { body } = await the().admin.patch(
      the().path(name),
      'merge-patch+json',
      {
        spec: { environment: { A: null } },
      },
    );
    expect(body.spec).toMatchObject({ environment: { B: '2' } });
    expect(JSON.stringify(body.spec)).not.toContain('"A"');
  });

  it('applies a JSON patch, and refuses one whose test fails', async () => {
    const { name } = await create({ topics: ['a'] });
    const added = await the().admin.patch(the().path(name), 'json-patch+json', [
      { op: 'test', path: '/spec/topics/0', value: 'a' },
      { op: 'add', path: '/spec/topics/-', value: 'b' },
    ]);
    expect(added.body.spec).toMatchObject({ topics: ['a', 'b'] });
    const failed = await the().admin.patch(
      the().path(name),
      'json-patch+json',
      [{ op: 'test', path: '/spec/topics/0', value: 'z' }],
    );
    expect(failed.code).toBe(422);
  });

  it('does not know strategic merge patches of custom resources', async () => {
    const { name } = await create();
    const answer = await the().admin.patch(
      the().path(name),
      'strategic-merge-patch+json',
      { spec: {} },
    );
    expect(answer).toMatchObject({
      code: 415,
      body: { reason: 'UnsupportedMediaType' },
    });
  });

  it('does everything but the writing in a dry run', async () => {
    const name = the().name();
    const path = `${the().path()}?dryRun=All`;
    const answer = await the().admin.post(path, aPipeline(name));
    expect(answer.code).toBe(201);
    expect(answer.body).toMatchObject({ spec: { websocket: false } });
    expect((await the().admin.get(the().path(name))).code).toBe(404);
    const wrong = await the().admin.post(
      path,
      aPipeline(name, { replicas: 9 }),
    );
    expect(wrong.code).toBe(422);
  });

  it('deletes, and says what', async () => {
    const { name, body } = await create();
    const answer = await the().admin.delete(the().path(name));
    expect(answer).toMatchObject({
      code: 200,
      body: {
        kind: 'Status',
        status: 'Success',
        details: {
          name,
          group: GROUP,
          kind: 'pipelines',
          uid: metaOf(body).uid,
        },
      },
    });
    expect((await the().admin.get(the().path(name))).code).toBe(404);
    expect((await the().admin.delete(the().path(name))).code).toBe(404);
  });

  it('deletes only the object that was meant', async () => {
    const { name } = await create();
    const uid = '00000000-0000-0000-0000-000000000000';
    const answer = await the().admin.delete(the().path(name), {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      preconditions: { uid },
    });
    expect(answer).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
  });

  it('waits for finalizers before it lets an object go', async () => {
    const name = the().name();
    const finalizers = ['contract.example.org/wait'];
    const metadata = { name, finalizers };
    await the().admin.post(the().path(), { ...aPipeline(name), metadata });
    const answer = await the().admin.delete(the().path(name));
    expect(answer.code).toBe(200);
    const held = await the().admin.get(the().path(name));
    expect(metaOf(held.body).deletionTimestamp).toBeDefined();
    await the().admin.patch(the().path(name), 'merge-patch+json', {
      metadata: { finalizers: null },
    });
    expect((await the().admin.get(the().path(name))).code).toBe(404);
  });

  it('stores the text of a secret as base64', async () => {
    const name = the().name('s');
    const { body } = await the().admin.post(the().corePath('secrets'), {
      metadata: { name },
      stringData: { KEY: 'value' },
    });
    expect(body).toMatchObject({
      type: 'Opaque',
      data: { KEY: Buffer.from('value').toString('base64') },
    });
    expect(body.stringData).toBeUndefined();
  });
}
