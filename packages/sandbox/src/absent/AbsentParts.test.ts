import { once } from 'node:events';
import { connect } from 'node:net';
import { AbsentParts } from './AbsentParts';

describe('parts that the sandbox does not run', () => {
  let parts: AbsentParts;

  beforeAll(async () => {
    parts = await AbsentParts.start();
  });

  afterAll(() => parts.close());

  it.each([
    ['Metabase', () => parts.urls.metabaseUrl],
    ['Lenses', () => parts.urls.lensesUrl],
  ])('say over HTTP that %s is not here', async (program, url) => {
    const response = await fetch(`${url()}/api/health`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      message: expect.stringContaining(`${program} does not run`),
    });
  });

  it('refuse a client of PostgreSQL in its own protocol, with the reason', async () => {
    const { port } = new URL(parts.urls.databaseUrl);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
    const [tls] = await once(socket, 'data');
    expect(String(tls)).toBe('N');
    const startup = Buffer.from('\0\0\0\0\0\x03\0\0user\0realtime\0\0');
    startup.writeInt32BE(startup.length, 0);
    socket.write(startup);
    const [refusal] = await once(socket, 'data');
    await once(socket, 'close');
    expect(refusal.toString('latin1', 0, 1)).toBe('E');
    expect(refusal.readInt32BE(1)).toBe(refusal.length - 1);
    expect(refusal.toString('utf8').split('\0')).toEqual(
      expect.arrayContaining([
        'C57P03',
        expect.stringMatching(/^MPostgreSQL does not run in the sandbox/),
      ]),
    );
  });
});
