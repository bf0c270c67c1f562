import { mockServices } from '@backstage/backend-test-utils';
import { systemClock } from '../clock';
import type { KafkaClusterSettings } from '../config/settings';
import { createDecoding } from './Decoding';
import { FakeRegistry } from './testUtils/FakeRegistry';
import { hex } from './testUtils/said';

const PATH = '/schemas/ids/';

const AVRO = {
  schema:
    '{"type":"record","name":"U","fields":[{"name":"email","type":"string"}]}',
};

const JSON_SCHEMA = {
  schema: '{"properties":{"a":{"type":"string"}}}',
  schemaType: 'JSON',
};

describe('examining a value, without telling what is in it', () => {
  let upstream: FakeRegistry;
  let url: string;

  beforeEach(async () => {
    upstream = new FakeRegistry();
    url = await upstream.start();
  });

  afterEach(() => upstream.stop());

  const examine = (bytes: Uint8Array) => {
    const registry = { url, timeoutMs: 20_000 };
    const local = { name: 'local', registry } as KafkaClusterSettings;
    return createDecoding({
      settings: { kafka: new Map([['local', local]]) },
      extraDecoders: [],
      clock: systemClock,
      logger: mockServices.logger.mock(),
    }).examine(bytes, 'local');
  };

  it('knows the schema it was written with', async () => {
    upstream.answers.set(`${PATH}7`, { body: AVRO });
    expect(await examine(hex('00 00000007 02 61'))).toEqual({
      schema: { id: 7, state: 'known', isBroken: false },
    });
  });

  it('tells that the registry does not have the schema', async () => {
    expect(await examine(hex('00 0000002a ff'))).toEqual({
      failure: {
        decoder: 'registry',
        reason: 'id 42 is unknown to registry local',
      },
      schema: { id: 42, state: 'unknown', isBroken: false },
    });
  });

  it('leaves open what a registry that does not answer would say', async () => {
    upstream.answers.set(`${PATH}7`, { status: 503 });
    const { schema } = await examine(hex('00 00000007 02 61'));
    expect(schema).toEqual({ id: 7, state: 'untold', isBroken: false });
  });

  it('tells that the bytes break the schema', async () => {
    upstream.answers.set(`${PATH}7`, { body: AVRO });
    const { failure, schema } = await examine(hex('00 00000007 7e 61'));
    expect(failure?.decoder).toBe('avro');
    expect(schema).toEqual({ id: 7, state: 'known', isBroken: true });
  });

  it('tells that JSON breaks its schema, though it can be decoded', async () => {
    upstream.answers.set(`${PATH}9`, { body: JSON_SCHEMA });
    const head = hex('00 00000009');
    const bytes = Buffer.concat([head, Buffer.from('{"a":1}')]);
    expect(await examine(bytes)).toEqual({
      schema: { id: 9, state: 'known', isBroken: true },
    });
  });

  it.each([
    ['JSON', '{"a":1}'],
    ['text', 'hello'],
  ])('finds nothing to say of %s', async (_, text) => {
    expect(await examine(Buffer.from(text))).toEqual({});
  });
});
