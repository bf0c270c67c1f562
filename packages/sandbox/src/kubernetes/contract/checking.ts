import { objectAt, textAt, type JsonObject } from '../model/json';
import { aPipeline, GROUP } from './pipelineKind';
import type { Subject } from './Subject';

/** What does not fit the schema of its kind, and how that is told. */
export function checkingContract(the: () => Subject): void {
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
}
