import { objectAt, textAt, type JsonObject } from '../model/json';
import { aPipeline, GROUP } from './pipelineKind';
import type { Subject } from './Subject';

/** Who may not, and what does not fit the schema. */
export function refusingContract(the: () => Subject): void {
  it('does not answer without a token, or with a wrong one', async () => {
    for (const token of [null, 'wrong']) {
      const answer = await the().admin.get(the().path(), { token });
      expect(answer).toMatchObject({
        code: 401,
        body: {
          kind: 'Status',
          reason: 'Unauthorized',
          message: 'Unauthorized',
        },
      });
    }
  });

  it('lets the reader read and nothing else', async () => {
    expect((await the().reader.get(the().path())).code).toBe(200);
    const answer = await the().reader.post(the().path(), aPipeline('x'));
    expect(answer).toMatchObject({
      code: 403,
      body: {
        reason: 'Forbidden',
        message: `pipelines.${GROUP} is forbidden: User "sandbox-reader" cannot create resource "pipelines" in API group "${GROUP}" in the namespace "${the().namespace}"`,
        details: { group: GROUP, kind: 'pipelines' },
      },
    });
    const secrets = await the().reader.get(the().corePath('secrets'));
    expect(secrets.code).toBe(403);
  });

  it('names object and sub-resource in a refusal', async () => {
    const answer = await the().reader.patch(
      `${the().path('some')}/status`,
      'merge-patch+json',
      {},
    );
    expect(answer.body).toMatchObject({
      message: `pipelines.${GROUP} "some" is forbidden: User "sandbox-reader" cannot patch resource "pipelines/status" in API group "${GROUP}" in the namespace "${the().namespace}"`,
    });
  });

  it('lets who has no rights do nothing, and says at which scope', async () => {
    const answer = await the().nobody.get('/api/v1/namespaces');
    expect(answer).toMatchObject({
      code: 403,
      body: {
        message:
          'namespaces is forbidden: User "sandbox-nobody" cannot list resource "namespaces" in API group "" at the cluster scope',
      },
    });
  });

  it('creates nothing in a namespace that is not there', async () => {
    const path = `/apis/${GROUP}/v1/namespaces/nowhere/pipelines`;
    const created = await the().admin.post(path, aPipeline('x'));
    const applied = await the().admin.apply(
      `${path}/x`,
      aPipeline('x'),
      'fieldManager=portal',
    );
    for (const answer of [created, applied]) {
      expect(answer).toMatchObject({
        code: 404,
        body: {
          reason: 'NotFound',
          message: 'namespaces "nowhere" not found',
        },
      });
    }
  });

  it('refuses an unknown field when strict, warns by default, ignores on request', async () => {
    const body = () => aPipeline(the().name(), { replica: 1 });
    const strict = await the().admin.post(
      `${the().path()}?fieldValidation=Strict`,
      body(),
    );
    expect(strict).toMatchObject({
      code: 400,
      body: {
        reason: 'BadRequest',
        message:
          'Pipeline in version "v1" cannot be handled as a Pipeline: strict decoding error: unknown field "spec.replica"',
      },
    });
    const warned = await the().admin.post(the().path(), body());
    expect(warned.code).toBe(201);
    expect(warned.headers.warning).toBe(
      '299 - "unknown field \\"spec.replica\\""',
    );
    expect(JSON.stringify(warned.body.spec)).not.toContain('"replica"');
    const silent = await the().admin.post(
      `${the().path()}?fieldValidation=Ignore`,
      body(),
    );
    expect(silent.headers.warning).toBeUndefined();
  });

  const wrong: [string, JsonObject, string, string, string][] = [
    [
      'a missing field',
      { name: null },
      'FieldValueRequired',
      'spec.name',
      'Required value',
    ],
    [
      'a text that does not match',
      { name: 'A B' },
      'FieldValueInvalid',
      'spec.name',
      `Invalid value: "A B": spec.name in body should match '^[a-z0-9-]+$'`,
    ],
    [
      'a text that is too short',
      { name: '' },
      'FieldValueInvalid',
      'spec.name',
      'Invalid value: "": spec.name in body should be at least 1 chars long',
    ],
    [
      'a text that is too long',
      { name: 'a'.repeat(21) },
      'FieldValueTooLong',
      'spec.name',
      'Too long: may not be more than 20 bytes',
    ],
    [
      'a number that is too big',
      { replicas: 6 },
      'FieldValueInvalid',
      'spec.replicas',
      'Invalid value: 6: spec.replicas in body should be less than or equal to 5',
    ],
    [
      'a number that is too small',
      { replicas: 0 },
      'FieldValueInvalid',
      'spec.replicas',
      'Invalid value: 0: spec.replicas in body should be greater than or equal to 1',
    ],
    [
      'a value that is none of the list',
      { encoding: 'xml' },
      'FieldValueNotSupported',
      'spec.encoding',
      'Unsupported value: "xml": supported values: "json", "avro"',
    ],
    [
      'another type',
      { websocket: 'yes' },
      'FieldValueTypeInvalid',
      'spec.websocket',
      'Invalid value: "string": spec.websocket in body must be of type boolean: "string"',
    ],
    [
      'too many items',
      { topics: ['a', 'b', 'c', 'd'] },
      'FieldValueTooMany',
      'spec.topics',
      'Too many: 4: must have at most 3 items',
    ],
    [
      'an item twice',
      { topics: ['a', 'a'] },
      'FieldValueDuplicate',
      'spec.topics[1]',
      'Duplicate value: "a"',
    ],
    [
      'a key twice',
      { steps: [{ name: 'a' }, { name: 'a' }] },
      'FieldValueDuplicate',
      'spec.steps[1]',
      'Duplicate value: {"name":"a"}',
    ],
  ];

  const unchecked = {
    reason: 'FieldValueInvalid',
    field: '<nil>',
    message:
      'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
  };
  const stopsRules = [
    'FieldValueRequired',
    'FieldValueTypeInvalid',
    'FieldValueTooLong',
    'FieldValueTooMany',
    'FieldValueNotSupported',
  ];

  it.each(wrong)('refuses %s', async (_, own, reason, field, message) => {
    const name = the().name();
    const answer = await the().admin.post(the().path(), aPipeline(name, own));
    const first = { reason, field, message };
    const causes = stopsRules.includes(reason) ? [first, unchecked] : [first];
    const texts = causes.map(cause => `${cause.field}: ${cause.message}`);
    const list = causes.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
    expect(answer.code).toBe(422);
    expect(answer.body).toMatchObject({
      reason: 'Invalid',
      message: `Pipeline.${GROUP} "${name}" is invalid: ${list}`,
      details: { name, group: GROUP, kind: 'Pipeline', causes },
    });
  });

  it('names every field that is wrong', async () => {
    const name = the().name();
    const own = { replicas: 9, encoding: 'xml' };
    const { body } = await the().admin.post(the().path(), aPipeline(name, own));
    const { causes } = objectAt(body, 'details');
    const fields = Array.isArray(causes)
      ? causes.map(cause => textAt(cause, 'field') ?? '').sort()
      : [];
    expect(fields).toEqual(['<nil>', 'spec.encoding', 'spec.replicas']);
  });

  it.each([
    [
      'spec',
      { encoding: 'avro' },
      'Invalid value: "object": Avro needs a topic',
    ],
    [
      'spec.environment',
      { environment: { lower: '1' } },
      'Invalid value: "object": names are upper case letters',
    ],
  ])('checks the rules of %s', async (field, own, message) => {
    const name = the().name();
    for (const answer of [
      await the().admin.post(the().path(), aPipeline(name, own)),
      await the().admin.apply(
        the().path(name),
        aPipeline(name, own),
        'fieldManager=portal',
      ),
    ]) {
      expect(answer).toMatchObject({
        code: 422,
        body: {
          reason: 'Invalid',
          message: `Pipeline.${GROUP} "${name}" is invalid: ${field}: ${message}`,
          details: {
            causes: [{ reason: 'FieldValueInvalid', field, message }],
          },
        },
      });
    }
  });

  it.each(['A_b', 'under_score', 'ends-', 'a'.repeat(254)])(
    'refuses the name %p',
    async name => {
      const answer = await the().admin.post(the().path(), {
        ...aPipeline('x'),
        metadata: { name },
      });
      expect(answer).toMatchObject({
        code: 422,
        body: {
          reason: 'Invalid',
          details: { causes: [{ field: 'metadata.name' }] },
        },
      });
    },
  );

  it('refuses a body that is no object', async () => {
    const name = the().name();
    await the().admin.post(the().path(), aPipeline(name));
    const path = the().path(name);
    const patch = await the().admin.patch(path, 'merge-patch+json', 'text');
    expect(patch).toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
    const post = await the().admin.post(the().path(), ['a list']);
    expect(post).toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
  });

  it('says 404 for a kind nobody defined, and names no object', async () => {
    const answer = await the().admin.get(
      `/apis/${GROUP}/v1/namespaces/default/unknowns`,
    );
    expect(answer.code).toBe(404);
    expect(objectAt(answer.body, 'details').name).toBeUndefined();
    const group = await the().admin.get('/apis/unknown.example.org/v1');
    expect(group.code).toBe(404);
  });

  it('has an empty list of a kind in a namespace that nobody made', async () => {
    const answer = await the().admin.get(
      `/apis/${GROUP}/v1/namespaces/nowhere/pipelines`,
    );
    expect(answer).toMatchObject({ code: 200, body: { items: [] } });
  });
}
