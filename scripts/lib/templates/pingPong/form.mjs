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

const LONG = `a${'b'.repeat(49)}`;

/** Options that have to work, besides those of the services: what, and values. */
export const VARIANTS = toJobs([
  ['a platform that exists', { platform: 'existing', platformName: 'main' }],
  ['a production platform', { platformProfile: 'production' }],
  ['no system and no topics of its own', { system: undefined }],
  ['topics by name', { pingTopic: 'a.b_c', pongTopic: 'D-e' }],
  ['a WebSocket endpoint', { websocketEndpoint: 'pings' }],
  ['the longest name', { name: LONG }],
  ['a description in any language', { description: 'Größe: 100 % – だ, ok?' }],
]);

/** Values that have to be refused before anything is made. */
export const REFUSALS = toJobs([
  ['no name', { name: undefined }],
  ['a name of 51 characters', { name: `${LONG}c` }],
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
]);

function toJobs(rows) {
  return rows.map(([what, changed]) => ({
    what,
    template: TEMPLATE,
    values: { ...goodValues('python'), ...changed },
  }));
}
