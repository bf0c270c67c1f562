/** What the form of templates/canary-counter-service is given in the lane. */

const TEMPLATE = 'canary-counter-service';

/** A public key of nobody. */
const RECIPIENT = `age1${'q'.repeat(58)}`;

const PROMETHEUS = { prometheusUrl: 'https://prometheus.example.org' };

const CLIENT_ID = '00000000-0000-4000-8000-000000000000';

const STORE = {
  ...{ secrets: 'external-secrets', secretStore: 'vault' },
  ageRecipient: undefined,
};

const GATEWAY = {
  ...{ traffic: 'gateway', gateway: 'public', gatewayNamespace: 'gateways' },
  hostname: 'counter.example.org',
};

const OAUTH2 = {
  ...{ prometheusAuth: 'oauth2', ...PROMETHEUS },
  tokenUrl: 'https://login.example.org/tenant/oauth2/v2.0/token',
};

const PROXY = {
  ...{ prometheusAuth: 'proxy', ...PROMETHEUS, azureClientId: CLIENT_ID },
};

const SIDECAR = { ...PROXY, prometheusAuth: 'sidecar' };

/** Values that are good for each language. */
function goodValues(language) {
  return {
    ...{ name: `lane-${language}`, language },
    ...{ description: 'Made to be tested.', system: 'ping-pong' },
    owner: 'group:default/team-realtime',
    image: 'registry.example.org/team/counter:0.1.0',
    ...{ kubernetesCluster: 'local', namespace: 'team-a' },
    ...{ traffic: 'pods', prometheusAuth: 'none', database: 'statefulset' },
    prometheusUrl: 'http://prometheus.monitoring.svc:9090',
    ...{ secrets: 'sops', ageRecipient: RECIPIENT },
    ...{ publish: 'local', delivery: 'commit' },
  };
}

const LONG = `a${'b'.repeat(39)}`;

/** What has to be well formatted, too, where its project looks at that. */
const MOST = {
  ...{ ...GATEWAY, ...OAUTH2, healthCheckPolicy: true },
  ...{ name: LONG, delivery: 'flux' },
};

/** The service of a language, which is built and started. */
export function serviceJob(language) {
  const changed = language === 'typescript' ? MOST : SIDECAR;
  return {
    template: TEMPLATE,
    values: { ...goodValues(language), ...changed },
  };
}

/** Options that have to work, besides those of the services: what, and values. */
export const VARIANTS = toJobs([
  ['a Gateway', GATEWAY],
  ['a Gateway of Google', { ...GATEWAY, healthCheckPolicy: true }],
  ['two pods behind a Gateway', { ...GATEWAY, replicas: 2 }],
  ['OAuth2', OAUTH2],
  ['OAuth2 with a secret from a store', { ...OAUTH2, ...STORE }],
  ['one proxy to Prometheus', PROXY],
  ['a proxy in each pod', SIDECAR],
  ['secrets from a store', STORE],
  ['a store of the namespace', { ...STORE, secretStoreKind: 'SecretStore' }],
  ['CloudNativePG', { database: 'cloudnative-pg', databaseSize: '20Gi' }],
  ['no secret at all', { ...PROXY, ...STORE, database: 'cloudnative-pg' }],
  ['Flux', { delivery: 'flux' }],
  ['Flux without secrets', { ...STORE, delivery: 'flux' }],
  ['everything at once', { ...GATEWAY, ...SIDECAR, ...STORE, replicas: 7 }],
  ['other limits', { maxErrorPercent: 0.1, maxLatencyMs: 10 }],
  ['no system and a query set', { system: undefined, querySet: 'counters' }],
  ['the longest name', { name: LONG }],
  ['an image by its digest', { image: `a.io/b@sha256:${'0'.repeat(64)}` }],
  ['a registry with a port', { image: 'localhost:5000/b:1' }],
  ['a description in any language', { description: 'Größe: 100 % – だ, ok?' }],
]);

/** Values that have to be refused before anything is made. */
export const REFUSALS = toJobs([
  ['no name', { name: undefined }],
  ['a name of 41 characters', { name: `${LONG}c` }],
  ['a name with a dot', { name: 'ping.pong' }],
  ['a reserved name', { name: 'kubernetes' }],
  ['a name that leaves its folder', { name: '../../etc' }],
  ['a name that is an expression', { name: '${{ secrets }}' }],
  ['a description of two lines', { description: 'one\nkind: Template' }],
  ['a description that ends a text of Python', { description: 'a""" b' }],
  ['an owner that is YAML', { owner: 'a: b' }],
  ['a language nobody wrote', { language: 'cobol' }],
  ['no image', { image: undefined }],
  ['an image without a registry', { image: 'counter:1' }],
  ['an image without a version', { image: 'a.io/counter' }],
  ['the image latest', { image: 'a.io/counter:latest' }],
  ['three pods, of which 25 % are none', { replicas: 3 }],
  ['no pods behind a Gateway', { ...GATEWAY, replicas: 0 }],
  ['a Gateway without a host', { ...GATEWAY, hostname: undefined }],
  ['a host that is YAML', { ...GATEWAY, hostname: 'a.b]' }],
  ['a namespace that ends a query', { namespace: 'a"}' }],
  ['a cluster that is a path', { kubernetesCluster: '../other' }],
  ['no Prometheus', { prometheusUrl: undefined }],
  ['Prometheus with a password', { prometheusUrl: 'http://a:b@prom' }],
  ['Prometheus that is no address', { prometheusUrl: 'javascript:x' }],
  ['OAuth2 without tokens', { ...OAUTH2, tokenUrl: undefined }],
  ['tokens in the clear', { ...OAUTH2, tokenUrl: 'http://login.example.org' }],
  ['a scope of two lines', { ...OAUTH2, scope: 'a\nb' }],
  ['a proxy without an identity', { ...PROXY, azureClientId: undefined }],
  ['an identity that is YAML', { ...PROXY, azureClientId: '{}' }],
  ['no age key', { ageRecipient: undefined }],
  ['a private age key', { ageRecipient: `AGE-SECRET-KEY-1${'Q'.repeat(58)}` }],
  ['a store without a name', { ...STORE, secretStore: undefined }],
  ['errors of 0 %', { maxErrorPercent: 0 }],
  ['errors of 51 %', { maxErrorPercent: 51 }],
  ['no latency', { maxLatencyMs: 0 }],
  ['a volume of nothing', { databaseSize: '0Gi' }],
  ['a query set that is a path', { querySet: '../a' }],
]);

function toJobs(rows) {
  return rows.map(([what, changed]) => ({
    what,
    template: TEMPLATE,
    values: { ...goodValues('python'), ...changed },
  }));
}
