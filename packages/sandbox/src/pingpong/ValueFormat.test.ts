import { SchemaRegistry } from '../registry/SchemaRegistry';
import { asPing, asPong, buildPing, buildPong } from './messages';
import { PING_PONG_NAMES } from './topics';
import { openFormats } from './ValueFormat';

const PING = buildPing(1, 1_000);
const PONG = buildPong(PING, 1_042);

describe('formats of a pipeline', () => {
  let registry: SchemaRegistry;

  beforeEach(async () => {
    registry = await SchemaRegistry.start();
  });

  afterEach(() => registry.close());

  it('let JSON travel on as it came', async () => {
    const { pings, pongs } = await openFormats(PING_PONG_NAMES, undefined);
    const raw = Buffer.from(JSON.stringify({ ...PING, extra: 1 }));
    expect(pings.write(PING, raw)).toBe(raw);
    expect(asPong(pongs.read(pongs.write(PONG)))).toEqual(PONG);
    expect(pings.read(Buffer.from('junk'))).toBeUndefined();
  });

  it('write Avro that names its schema, which anybody may ask for', async () => {
    const names = { ...PING_PONG_NAMES, encoding: 'avro' } as const;
    const { pings, pongs } = await openFormats(names, registry.url);
    const bytes = pongs.write(PONG);
    expect(bytes.subarray(0, 5).toString('hex')).toBe('0000000002');
    expect(JSON.parse(registry.subjects.byId(2)).name).toBe('Pong');
    expect(registry.subjects.names()).toEqual([
      'ping_topic-value',
      'pong_topic-value',
    ]);
    expect(asPong(pongs.read(bytes))).toEqual(PONG);
    expect(asPing(pings.read(pings.write(PING)))).toEqual(PING);
  });

  it('know each other in one topic', async () => {
    const { pingTopic } = PING_PONG_NAMES;
    const { pings, pongs } = await openFormats(
      { ...PING_PONG_NAMES, pongTopic: pingTopic, encoding: 'avro' },
      registry.url,
    );
    expect(pings.read(pongs.write(PONG))).toBeUndefined();
    expect(asPing(pings.read(pings.write(PING)))).toEqual(PING);
  });

  it.each([
    ['nothing', null],
    ['JSON', Buffer.from(JSON.stringify(PING))],
    ['a message that is cut', Buffer.from('000000000102', 'hex')],
    ['another schema', Buffer.from('000000000902', 'hex')],
  ])('read %s as no Avro', async (_, bytes) => {
    const names = { ...PING_PONG_NAMES, encoding: 'avro' } as const;
    const { pings } = await openFormats(names, registry.url);
    expect(pings.read(bytes)).toBeUndefined();
  });

  it('say that a registry is needed, or refuses', async () => {
    const names = { ...PING_PONG_NAMES, encoding: 'avro' } as const;
    await expect(openFormats(names, undefined)).rejects.toThrow(
      'Avro needs a schema registry',
    );
    registry.subjects.register('ping_topic-value', '"long"');
    await expect(openFormats(names, registry.url)).rejects.toThrow('refuses');
  });
});
