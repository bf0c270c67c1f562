import { ConfigReader } from '@backstage/config';
import { readSettings } from '../readSettings';

const URL = 'https://prometheus.example.com';
const QUERY = { title: 'CPU', unit: 'cores', expr: 'x{a="${hash}"}' };

function read(prometheus: object) {
  return readSettings(new ConfigReader({ realtime: { prometheus } })).metrics;
}

const withAuth = (auth: object) =>
  read({ instances: { a: { url: URL, auth } } });
const withQuery = (query: object) =>
  read({ querySets: { own: { queries: { cpu: { ...QUERY, ...query } } } } });

describe('settings of Prometheus', () => {
  it('ship sets and bounds without any app-config', () => {
    const { metrics } = readSettings(new ConfigReader({}));
    expect([...metrics.querySets.keys()]).toEqual([
      'default',
      'ping-pong-service',
    ]);
    expect(metrics).toMatchObject({
      instances: [],
      rangeMs: 600_000,
      stepMs: 6_000,
      focusedMs: 10_000,
      backgroundMs: 60_000,
    });
  });

  it('keep instances in their order and fill in what is not said', () => {
    const { instances } = read({
      instances: { b: { url: URL, clusters: ['prod-*'] }, a: { url: URL } },
    });
    expect(instances).toEqual([
      {
        name: 'b',
        url: URL,
        auth: { type: 'none' },
        timeoutMs: 10_000,
        clusters: ['prod-*'],
      },
      { name: 'a', url: URL, auth: { type: 'none' }, timeoutMs: 10_000 },
    ]);
  });

  it('let a set of app-config stand beside the shipped ones, or replace one', () => {
    const { querySets } = read({
      querySets: {
        own: { queries: { cpu: QUERY } },
        default: { queries: { cpu: { ...QUERY, limit: 0.5 } } },
      },
    });
    expect([...querySets.keys()]).toContain('own');
    expect([...querySets.get('default')!.keys()]).toEqual(['cpu']);
    expect(querySets.get('default')!.get('cpu')).toMatchObject({
      limit: { value: 0.5, label: 'limit 0.5' },
      isOptional: false,
    });
  });

  it.each([
    [{ type: 'basic', username: 'u', password: 'p' }],
    [{ type: 'bearer', token: 't' }],
    [{ type: 'bearer', file: '/var/run/token' }],
    [{ type: 'oauth2', tokenUrl: URL, clientId: 'c', clientSecret: 's' }],
    [{ type: 'azure' }],
    [{ type: 'azure', cloud: 'china', clientId: 'c' }],
    [
      {
        type: 'sigv4',
        region: 'eu-central-1',
        roleArn: 'arn:aws:iam::1:role/a',
      },
    ],
    [{ type: 'sidecar' }],
  ])('take %j', auth => {
    expect(withAuth(auth).instances[0].auth).toMatchObject(auth);
  });

  it.each([
    [{ type: 'kerberos' }, 'instances.a.auth.type'],
    [{ type: 'basic', username: 'u' }, 'instances.a.auth.password'],
    [{ type: 'bearer' }, 'either token or file'],
    [{ type: 'bearer', token: 't', file: 'f' }, 'either token or file'],
    [{ type: 'bearer', token: 't', value: 'v' }, 'auth'],
    [{ type: 'sigv4', region: 'r', accessKeyId: 'k' }, 'go together'],
    [{ type: 'azure', cloud: 'moon' }, 'instances.a.auth.cloud'],
  ])('refuse %j and name the key', (auth, words) => {
    expect(() => withAuth(auth)).toThrow(words);
  });

  it('never repeat a secret in a complaint', () => {
    const auth = {
      type: 'oauth2',
      clientSecret: 'hunter2',
      tokenUrl: 'hunter2',
    };
    expect(() => withAuth(auth)).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('hunter2'),
      }),
    );
  });

  it.each([
    ['ftp://prometheus', 'http:// or https://'],
    ['https://', 'has to be a URL'],
    ['https://user:hunter2@prometheus', 'under auth'],
  ])('refuse the address %s', (url, words) => {
    expect(() => read({ instances: { a: { url } } })).toThrow(words);
  });

  it.each([
    [{ expr: undefined }, '$${hash}'],
    [{ expr: 'sum(${hash})' }, 'outside of quotes'],
    [{ expr: 'x{a="${user}"}' }, 'not one of'],
    [{ unit: 'bananas' }, 'queries.cpu.unit'],
    [{ limit: 'much' }, 'queries.cpu.limit'],
    [{ title: '' }, 'queries.cpu.title'],
    [{ step: '1m' }, 'queries.cpu'],
  ])('refuse the query %j', (change, words) => {
    expect(() => withQuery(change)).toThrow(words);
  });

  it.each([
    [{ rangeMs: 86_400_001 }, 'realtime.prometheus.rangeMs'],
    [{ stepMs: 10 }, 'realtime.prometheus.stepMs'],
    [{ focusedMs: 0 }, 'realtime.prometheus.focusedMs'],
    [
      {
        querySets: {
          own: {
            queries: Object.fromEntries(
              Array.from({ length: 13 }, (_, i) => [`q${i}`, QUERY]),
            ),
          },
        },
      },
      'at most 12 queries',
    ],
  ])('refuse bounds that would harm, as in %#', (change, words) => {
    expect(() => read(change)).toThrow(words);
  });
});
