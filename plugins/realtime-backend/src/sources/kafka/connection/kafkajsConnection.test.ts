import { reasonOf } from './failures';
import { checkKafkajs, createConnection } from './kafkajsConnection';

const logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => logger,
};
const settings = {
  name: 'local',
  brokers: [],
  clientId: 'backstage-realtime',
  ssl: false,
  sasl: { mechanism: 'plain' as const, username: 'alice', password: 'first' },
  connectTimeoutMs: 1_000,
  requestTimeoutMs: 1_000,
  recordsEnabled: true,
};
const address = { host: '127.0.0.1', port: 1 };

describe('createConnection', () => {
  it('finds every internal it needs in the installed kafkajs', () => {
    expect(() => checkKafkajs()).not.toThrow();
  });

  it('arms no timer while no request waits', () => {
    const { requestQueue } = createConnection(address, settings, logger);

    requestQueue.scheduleCheckPendingRequests();

    expect(requestQueue).toMatchObject({ throttleCheckTimeoutId: null });
  });

  it('keeps nothing of an answer that ended, so that the next one is not copied', () => {
    const connection = createConnection(address, settings, logger);
    const answers = [4, 6].map(size => {
      const bytes = Buffer.alloc(4 + size);
      bytes.writeInt32BE(size);
      return bytes;
    });
    const completed: Buffer[] = [];
    Object.assign(connection.requestQueue, {
      fulfillRequest: ({ payload }: { payload: Buffer }) =>
        completed.push(payload),
    });

    answers.forEach(bytes => connection.processData(bytes));

    expect(completed.map(({ length }) => length)).toEqual([0, 2]);
    expect(completed[1].buffer).toBe(answers[1].buffer);
  });

  it('gives every connection a credential of its own, so a changed password is used', () => {
    const first = createConnection(address, settings, logger);
    Object.assign((first as unknown as { sasl: object }).sasl, {
      authenticationProvider: 'kept by kafkajs',
    });
    const second = createConnection(address, settings, logger);

    expect(second).toMatchObject({ sasl: settings.sasl });
    expect(second).not.toMatchObject({
      sasl: { authenticationProvider: expect.anything() },
    });
    expect(settings.sasl).not.toHaveProperty('authenticationProvider');
  });
});

describe('reasonOf', () => {
  it.each([
    ['connect ECONNREFUSED 10.0.0.7:9092', 'the connection was refused'],
    ['getaddrinfo ENOTFOUND kafka.internal', 'its name cannot be resolved'],
    [
      'Connection error: self-signed certificate',
      'its certificate is self-signed',
    ],
    [
      'Connection error: self-signed certificate in certificate chain',
      'its certificate is not signed by a known authority (ssl.ca in app-config)',
    ],
    ['Closed connection', 'it closed the connection'],
    ['something with 10.0.0.7', 'the connection failed'],
  ])('says of "%s" that %s', (message, reason) => {
    expect(reasonOf(new Error(message))).toBe(reason);
  });
});
