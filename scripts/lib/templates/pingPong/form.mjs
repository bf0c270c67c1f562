/** What the form of templates/ping-pong-service is given in the lane. */

const TEMPLATE = 'ping-pong-service';

/** Values that are good for each language. */
function goodValues(language) {
  const name = `lane-${language}`;
  return {
    ...{ name, language, description: 'Made to be tested.' },
    ...{ owner: 'group:default/team-realtime', system: 'ping-pong' },
    ...{ platform: 'create', partitions: 3, retention: '24h' },
    ...{ kafkaCluster: 'local', mqttBroker: 'local' },
    mqttTopic: `${name}/messages`,
    ...{ publish: 'local', delivery: 'commit' },
  };
}

/** The service of a language, which is built and started. */
export function serviceJob(language) {
  return { template: TEMPLATE, values: goodValues(language) };
}

/** The same with Avro, on topics of its own. */
export function avroJob(language) {
  const { template, values } = serviceJob(language);
  const topics = ['ping', 'pong'].map(kind => `${values.name}-avro-${kind}`);
  const [pingTopic, pongTopic] = topics;
  const own = { encoding: 'avro', pingTopic, pongTopic };
  return { template, values: { ...values, ...own } };
}

/** Left to the platform. */
const CONNECT = { mqttBridge: 'connect' };
const LENSES = { pingToPong: 'lenses' };

const LONG = `a${'b'.repeat(30)}`;

/** Options that have to work, besides those of the services: what, and values. */
export const VARIANTS = toJobs([
  ['a platform that exists', { platform: 'existing', platformName: 'main' }],
  ['a production platform', { platformProfile: 'production' }],
  ['no system and no topics of its own', { system: undefined }],
  ['topics by name', { pingTopic: 'a.b_c', pongTopic: 'D-e' }],
  ['a WebSocket endpoint', { websocketEndpoint: 'pings' }],
  ['the longest name', { name: LONG }],
  ['Kafka Connect instead of the bridge', CONNECT],
  ['Lenses instead of the processor', LENSES],
  [
    'both of them with Avro on a platform that exists',
    {
      ...CONNECT,
      ...LENSES,
      ...{ encoding: 'avro', language: 'typescript' },
      ...{ platform: 'existing', platformName: 'main' },
    },
  ],
  ['both of them with the longest name', { ...CONNECT, ...LENSES, name: LONG }],
  ['a description in any language', { description: 'Größe: 100 % – だ, ok?' }],
]);

/** Values that have to be refused before anything is made. */
export const REFUSALS = toJobs([
  ['no name', { name: undefined }],
  ['a name of 32 characters', { name: `${LONG}c` }],
  ['a name with an underscore', { name: 'ping_pong' }],
  ['a name with a dot', { name: 'ping.pong' }],
  ['a reserved name', { name: 'kubernetes' }],
  ['a name that leaves its folder', { name: '../../etc' }],
  ['a name that is an expression', { name: '${{ secrets }}' }],
  ['a description that is an expression', { description: '${{ secrets.x }}' }],
  ['a description of two lines', { description: 'one\nkind: Template' }],
  ['a description that ends a text of Python', { description: 'a""" b' }],
  ['a description with markup', { description: '<script>x</script>' }],
  ['an owner that is YAML', { owner: 'a: b' }],
  ['an MQTT topic with a wildcard', { mqttTopic: 'ping/#' }],
  ['an MQTT topic that ends a shell word', { mqttTopic: 'a"; rm -rf /' }],
  ['pongs in the topic of pings', { pingTopic: 'a', pongTopic: 'a' }],
  ['topics that differ in a dot', { pingTopic: 'a.b', pongTopic: 'a_b' }],
  ['a topic with a space', { pingTopic: 'a b' }],
  ['a topic that ends a shell word', { pongTopic: '$(id)' }],
  ['a retention of nothing', { retention: '0h' }],
  ['a language nobody wrote', { language: 'cobol' }],
  ['a platform that is not named', { platform: 'existing' }],
  ['a cluster that is a path', { kafkaCluster: '../other' }],
  ['no partitions', { partitions: 0 }],
  ['an encoding nobody wrote', { encoding: 'protobuf' }],
  ['an encoding in capitals', { encoding: 'AVRO' }],
  ['a bridge that nobody has', { mqttBridge: 'nifi' }],
  ['a processor that nobody has', { pingToPong: 'flink' }],
  ['an MQTT topic that ends a name of KCQL', { mqttTopic: 'a` b' }],
  ['a topic that ends a name of SQL', { pingTopic: 'a`; DROP' }],
  ['a topic that ends a text of SQL', { pingTopic: "a'; SET x='y" }],
  [
    'a platform that ends a reference to a Secret',
    { ...CONNECT, platform: 'existing', platformName: 'a}:b' },
  ],
]);

function toJobs(rows) {
  return rows.map(([what, changed]) => ({
    what,
    template: TEMPLATE,
    values: { ...goodValues('python'), ...changed },
  }));
}
