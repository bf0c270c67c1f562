import type { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ENCODINGS } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../../clock';
import type {
  KafkaClusterSettings,
  RegistrySettings,
} from '../../config/settings';
import type { RecordView } from '../../hub/Projector';
import { buildBatch } from '../../sources/shared/buildBatch';
import { createDecoding } from '../Decoding';
import { FakeRegistry } from '../testUtils/FakeRegistry';
import { hex } from '../testUtils/said';
import { SchemaRegistry } from './SchemaRegistry';

const LONG = { schema: '"long"' };
const PATH = '/schemas/ids/';

describe('SchemaRegistry', () => {
  let upstream: FakeRegistry;
  let url: string;
  let nowMs: number;
  const clock: Clock = { now: () => nowMs, setTimeout: () => () => {} };

  beforeEach(async () => {
    nowMs = Date.parse('2026-01-01T00:00:00Z');
    upstream = new FakeRegistry();
    url = await upstream.start();
  });

  afterEach(() => upstream.stop());

  const create = (
    more: Partial<RegistrySettings> = {},
    logger: LoggerService = mockServices.logger.mock(),
  ) => {
    const settings = { url, timeoutMs: 20_000, ...more };
    return SchemaRegistry.create('local', settings, clock, logger);
  };

  const reasonOf = (registry: SchemaRegistry, id: number) => {
    const found = registry.lookup(id);
    return found.ok ? 'ready' : found.reason;
  };

  it('asks once for all who wait, and then no more', async () => {
    upstream.answers.set(`${PATH}1`, { body: LONG });
    const registry = create();
    expect(registry.needsLoad(1)).toBe(true);
    expect(reasonOf(registry, 1)).toBe('schema 1 is not loaded yet');
    await Promise.all([registry.load([1]), registry.load([1, 1])]);
    expect(reasonOf(registry, 1)).toBe('ready');
    expect(registry.needsLoad(1)).toBe(false);
    expect(upstream.requests).toHaveLength(1);
  });

  it('sends the credential, and sends none where none is set', async () => {
    upstream.answers.set(`${PATH}1`, { body: LONG });
    await create({ username: 'u', password: 'p' }).load([1]);
    await create().load([1]);
    expect(
      upstream.requests.map(({ headers }) => headers.authorization),
    ).toEqual(['Basic dTpw', undefined]);
  });

  it('leaves an unknown id alone for a minute', async () => {
    const registry = create();
    await registry.load([42]);
    expect(reasonOf(registry, 42)).toBe('id 42 is unknown to registry local');
    expect(registry.needsLoad(42)).toBe(false);
    nowMs += 60_000;
    expect(registry.needsLoad(42)).toBe(true);
  });

  it.each([
    [
      { status: 401 },
      /^registry local refuses the credential in app-config since 2026-01-01T00:00:00.000Z; next try in 60 s$/,
    ],
    [
      { body: { schema: '{' } },
      /answers id 1 with a schema that cannot be used since .*; next try in 60 s$/,
    ],
    [{ body: { other: 1 } }, /answers id 1 with a schema that cannot be used/],
    [{ body: { schema: 'x'.repeat(2 ** 20) } }, /that cannot be used/],
    [
      { status: 500 },
      /^registry local does not answer since 2026-01-01T00:00:00.000Z; next try in 1 s$/,
    ],
    [{ status: 0 }, /does not answer/],
  ])('turns the answer %# into a reason', async (answer, reason) => {
    upstream.answers.set(`${PATH}1`, answer);
    const isSilent = 'status' in answer && answer.status === 0;
    const registry = create({ timeoutMs: isSilent ? 50 : 20_000 });
    await registry.load([1]);
    expect(reasonOf(registry, 1)).toMatch(reason);
    expect(registry.needsLoad(1)).toBe(false);
  });

  it('says since when a registry refuses, also after it was asked again', async () => {
    upstream.answers.set(`${PATH}1`, { status: 401 });
    const registry = create();
    await registry.load([1]);
    nowMs += 61_000;
    await registry.load([1]);
    nowMs += 20_000;
    expect(reasonOf(registry, 1)).toMatch(
      /since 2026-01-01T00:00:00.000Z; next try in 40 s$/,
    );
  });

  it('follows no redirect', async () => {
    const headers = { location: `${url}${PATH}2` };
    upstream.answers.set(`${PATH}1`, { status: 302, headers });
    upstream.answers.set(`${PATH}2`, { body: LONG });
    const registry = create();
    await registry.load([1]);
    expect(reasonOf(registry, 1)).toMatch(/does not answer/);
    expect(upstream.requests).toHaveLength(1);
  });

  it('waits longer each time nobody answers, for all ids, logs it once, and recovers', async () => {
    upstream.answers.set(`${PATH}1`, { status: 503 });
    const logger = mockServices.logger.mock();
    const registry = create({}, logger);
    const waits: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      await registry.load([1]);
      const beganMs = nowMs;
      while (!registry.needsLoad(2)) nowMs += 1_000;
      waits.push((nowMs - beganMs) / 1000);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    const code = 'realtime.registry.unreachable';
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining('local'), { system: 'local', code }],
    ]);
    upstream.answers.set(`${PATH}1`, { body: LONG });
    await registry.load([1]);
    expect(reasonOf(registry, 1)).toBe('ready');
    expect(reasonOf(registry, 2)).toBe('schema 2 is not loaded yet');
  });

  it('fetches what a schema refers to, deepest first, by subject and version', async () => {
    const refer = (name: string, subject: string) => [
      { name, subject, version: 3 },
    ];
    const record = (name: string, type: string) =>
      JSON.stringify({ type: 'record', name, fields: [{ name: 'f', type }] });
    upstream.answers.set(`${PATH}1`, {
      body: { schema: record('C', 'B'), references: refer('B', 'b/value') },
    });
    upstream.answers.set('/subjects/b%2Fvalue/versions/3', {
      body: { schema: record('B', 'A'), references: refer('A', 'a') },
    });
    upstream.answers.set('/subjects/a/versions/3', {
      body: { schema: record('A', 'int') },
    });
    const registry = create();
    await registry.load([1]);
    const found = registry.lookup(1);
    expect(found.ok && found.schema.decode(hex('02'))).toMatchObject({
      text: '{"f":{"f":{"f":1}}}',
    });
  });

  it('keeps at most 500 schemas and forgets the one used longest ago', async () => {
    const registry = create();
    for (let id = 0; id <= 500; id += 1) {
      upstream.answers.set(`${PATH}${id}`, { body: LONG });
    }
    for (let id = 0; id < 500; id += 1) await registry.load([id]);
    registry.lookup(0);
    await registry.load([500]);
    expect([0, 1, 500].map(id => registry.needsLoad(id))).toEqual([
      false,
      true,
      false,
    ]);
  });

  describe('behind rows and reports', () => {
    const make = () =>
      createDecoding({
        settings: {
          kafka: new Map([
            [
              'local',
              {
                name: 'local',
                registry: { url, timeoutMs: 20_000 },
              } as KafkaClusterSettings,
            ],
          ]),
        },
        extraDecoders: [],
        clock,
        logger: mockServices.logger.mock(),
      });

    const policy = {
      policy: 'p',
      paths: ['email'],
      headers: [],
      maskKey: false,
    };

    async function show(value: Uint8Array, masked: boolean) {
      const batch = buildBatch(
        [
          {
            key: null,
            value,
            headerBlock: new Uint8Array(0),
            headerCount: 0,
            timestampMs: 0,
          },
        ],
        { firstOffset: 0n, lowOffset: 0n, receivedAtMs: 0 },
      );
      const projector = make().projector('local', masked ? policy : undefined);
      await projector.prepare(batch);
      expect(projector.prepare(batch)).toBeUndefined();
      const view = {} as RecordView;
      projector.project(batch, 0, view);
      const end = view.valueStart + view.valueBytes;
      const shown = view.valueSource.subarray(view.valueStart, end);
      return `${ENCODINGS[view.valueEncoding]} ${Buffer.from(
        shown,
      ).toString()}`;
    }

    const user = {
      schema:
        '{"type":"record","name":"U","fields":[{"name":"email","type":"string"}]}',
    };

    it('shows a record by its schema, masked by its policy', async () => {
      upstream.answers.set(`${PATH}7`, { body: user });
      const value = hex('00 00000007 02 61');
      expect(await show(value, false)).toBe('avro {"email":"a"}');
      expect(await show(value, true)).toBe(
        'avro {"email":"\u2022\u2022\u2022"}',
      );
    });

    it('shows bytes when the schema is not to be had, and withholds them under a policy', async () => {
      const value = hex('00 00000007 02 61');
      expect(await show(value, false)).toMatch(/^bytes /);
      expect(await show(value, true)).toBe('withheld ');
    });

    it('reports the schema id, and how a record breaks its JSON schema', async () => {
      const schema = '{"properties":{"a":{"type":"string"}}}';
      upstream.answers.set(`${PATH}9`, {
        body: { schema, schemaType: 'JSON' },
      });
      const bytes = Buffer.concat([hex('00 00000009'), Buffer.from('{"a":1}')]);
      const part = await make().inspect(bytes, 'value', 'local', undefined);
      expect(part).toMatchObject({
        encoding: 'json-schema',
        schemaId: 9,
        text: '{"a":1}',
        report: [
          { decoder: 'json-schema', outcome: 'decoded' },
          {
            decoder: 'schema check',
            outcome: 'failed',
            reason: 'data/a must be string',
          },
        ],
      });
    });

    it('reports why the registry was of no help', async () => {
      const bytes = hex('00 0000002a 01');
      const part = await make().inspect(bytes, 'value', 'local', undefined);
      expect(part.report[0]).toEqual({
        decoder: 'registry',
        outcome: 'failed',
        reason: 'id 42 is unknown to registry local',
      });
    });
  });
});
