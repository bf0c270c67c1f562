import { SchemaRegistry } from './SchemaRegistry';

const PING = recordOf({ name: 'id', type: 'string' });

describe('the schema registry of the sandbox', () => {
  let registry: SchemaRegistry;

  beforeEach(async () => {
    registry = await SchemaRegistry.start();
  });

  afterEach(() => registry.close());

  const ask = async (path: string, body?: unknown) => {
    const response = await fetch(`${registry.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  const register = (subject: string, schema: string) =>
    ask(`/subjects/${subject}/versions`, { schemaType: 'AVRO', schema });

  it('gives a schema one id, whatever its spaces and subject', async () => {
    const spaced = JSON.stringify(JSON.parse(PING), null, 2);
    expect(await register('a-value', PING)).toEqual(answer({ id: 1 }));
    expect(await register('a-value', spaced)).toEqual(answer({ id: 1 }));
    expect(await register('b-value', PING)).toEqual(answer({ id: 1 }));
    expect(await ask('/schemas/ids/1')).toEqual(answer({ schema: PING }));
  });

  it('numbers the versions of a subject', async () => {
    const wider = recordOf(
      { name: 'id', type: 'string' },
      { name: 'at', type: 'long', default: 0 },
    );
    await register('a-value', PING);
    await register('a-value', wider);
    expect(await ask('/subjects/a-value/versions')).toEqual(answer([1, 2]));
    expect(await ask('/subjects/a-value/versions/latest')).toEqual(
      answer({ subject: 'a-value', version: 2, id: 2, schema: wider }),
    );
    expect(await ask('/subjects/a-value', { schema: PING })).toMatchObject({
      body: { version: 1 },
    });
    expect(await ask('/subjects')).toEqual(answer(['a-value']));
  });

  it('refuses a version that cannot read the one before', async () => {
    const breaking = recordOf({ name: 'id', type: 'long' });
    await register('a-value', PING);
    const path = '/compatibility/subjects/a-value/versions/latest';
    expect(await ask(path, { schema: breaking })).toEqual(
      answer({ is_compatible: false }),
    );
    expect(await ask(path, { schema: PING })).toEqual(
      answer({ is_compatible: true }),
    );
    expect(await register('a-value', breaking)).toMatchObject({
      status: 409,
      body: { error_code: 409 },
    });
    expect(await register('other-value', breaking)).toEqual(answer({ id: 2 }));
  });

  it.each([
    ['a schema nobody registered', '/schemas/ids/7', 404, 40403],
    ['a subject nobody registered', '/subjects/x/versions/latest', 404, 40401],
    ['a version there is not', '/subjects/a-value/versions/9', 404, 40402],
    ['a path there is not', '/nothing', 404, 404],
  ])('says of %s that it is not there', async (_, path, status, code) => {
    await register('a-value', PING);
    const refused = { status, body: { error_code: code } };
    expect(await ask(path)).toMatchObject(refused);
  });

  it.each([
    ['text', { schema: 'no JSON' }],
    ['a type there is not', { schema: '{"type":"nothing"}' }],
    ['no schema', {}],
    ['Protobuf', { schema: PING, schemaType: 'PROTOBUF' }],
    ['a reference', { schema: PING, references: [{ name: 'x' }] }],
  ])('refuses %s as a schema', async (_, body) => {
    expect(await ask('/subjects/a-value/versions', body)).toMatchObject({
      status: 422,
      body: { error_code: 42201 },
    });
  });

  it('reads no more than 1 MiB', async () => {
    const schema = 'x'.repeat(1024 * 1024);
    const refused = await register('a-value', schema);
    expect(refused).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('Too long') },
    });
  });
});

function recordOf(...fields: object[]): string {
  return JSON.stringify({ type: 'record', name: 'Ping', fields });
}

function answer(body: unknown) {
  return { status: 200, body };
}
