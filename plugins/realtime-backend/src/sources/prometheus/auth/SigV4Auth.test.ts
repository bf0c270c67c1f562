import { PrometheusClient } from '../PrometheusClient';
import { FakePrometheus, success, vector } from '../testUtils/FakePrometheus';
import { HandClock } from '../testUtils/HandClock';
import {
  expectedSignature,
  parseAuthorization,
  scopeOf,
} from '../testUtils/verifySigV4';

const SIGNER = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  region: 'eu-central-1',
  service: 'aps',
};

describe('requests to Amazon Managed Prometheus', () => {
  let prometheus: FakePrometheus;
  const environment = { ...process.env };

  beforeEach(async () => {
    prometheus = await FakePrometheus.start();
    prometheus.answer = asked => {
      const { credential, signature } = parseAuthorization(asked);
      const scope = scopeOf(String(asked.headers['x-amz-date']), SIGNER);
      const isRight =
        credential === `${SIGNER.accessKeyId}/${scope}` &&
        signature === expectedSignature(asked, SIGNER);
      return isRight
        ? success(vector([[{}, '1']]))
        : { status: 403, body: { message: 'bad signature' } };
    };
  });

  afterEach(async () => {
    process.env = { ...environment };
    await prometheus.stop();
  });

  const client = (more: object = {}) =>
    PrometheusClient.create({
      name: 'aws',
      url: `${prometheus.url}/workspaces/ws-1`,
      timeoutMs: 20_000,
      auth: { type: 'sigv4', region: SIGNER.region, service: 'aps', ...more },
      clock: new HandClock(),
    });

  const keys = () => {
    const { accessKeyId, secretAccessKey } = SIGNER;
    return { accessKeyId, secretAccessKey };
  };

  it.each([
    ['a short query', 'sum(rate(x{a=~"b|c.+"}[5m])) * 100 / 3'],
    ['characters of every kind', 'x{a="é \'+&=%~*!()#?"}'],
    ['a long one, which is a form', `x{a="${'b c'.repeat(900)}"}`],
  ])('carry a signature over %s', async (_, query) => {
    const { data } = await client(keys()).query(query);
    expect(data).toHaveLength(1);
    expect(prometheus.asked[0].form.get('query')).toBe(query);
  });

  it('carry a signature over ranges, selectors and no query at all', async () => {
    const range = { fromMs: 1_000, toMs: 61_000, stepMs: 1_500 };
    await client(keys()).queryRange('up', range);
    prometheus.answer = asked =>
      parseAuthorization(asked).signature === expectedSignature(asked, SIGNER)
        ? success(['a'])
        : { status: 403, body: '' };
    await client(keys()).labels({ match: ['up', 'a{b="c"}'] });
    await client(keys()).labels();
    expect(prometheus.asked).toHaveLength(3);
  });

  it('sign for the time of the clock, which servers compare with theirs', async () => {
    await client(keys()).query('up');
    expect(prometheus.asked[0].headers['x-amz-date']).toBe('20260101T000000Z');
  });

  it('take keys and session of the environment where app-config has none', async () => {
    process.env.AWS_ACCESS_KEY_ID = SIGNER.accessKeyId;
    process.env.AWS_SECRET_ACCESS_KEY = SIGNER.secretAccessKey;
    process.env.AWS_SESSION_TOKEN = 'session';
    await client().query('up');
    const { headers } = prometheus.asked[0];
    expect(headers['x-amz-security-token']).toBe('session');
    expect(parseAuthorization(prometheus.asked[0]).signedHeaders).toContain(
      'x-amz-security-token',
    );
  });

  it('are refused when the secret is another', async () => {
    const wrong = { ...keys(), secretAccessKey: 'other' };
    await expect(client(wrong).query('up')).rejects.toMatchObject({
      code: 'realtime.prometheus.forbidden',
    });
  });
});
