import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ROOT } from '../../paths.mjs';

const require = createRequire(join(ROOT, 'packages', 'backend', 'index.js'));
const { parse, parseAllDocuments } = require('yaml');

/** What the connector and Kafka Connect know; anything else does nothing. */
const PROPERTIES = new RegExp(
  [
    '^connector\\.class$|^tasks\\.max$',
    '^connect\\.mqtt\\.(hosts|username|password|client\\.id|clean|service\\.quality|kcql)$',
    '^(key|value)\\.converter(\\.schemas\\.enable|\\.schema\\.registry\\.url)?$',
    '^errors\\.(tolerance|log\\.enable|log\\.include\\.messages|retry\\.timeout|retry\\.delay\\.max\\.ms)$',
  ].join('|'),
);

/** What stands for a secret of the cluster: `${secrets:namespace/name:KEY}`. */
const REFERENCE = /\$\{secrets:[a-z0-9-]+\/[a-z0-9-]+-secret:[A-Z_]+\}/g;

/** What the grammar of Lenses does not have, or has in seconds only. */
const FOREIGN_SQL = /\bSTRUCT\s*\(|:=|\bOVER\s*\(|UNIX_TIMESTAMP/i;

const PARTS = {
  'mqtt-source.json': join('connect', 'mqtt-source.json'),
  'ping-to-pong.sql': join('lenses', 'ping-to-pong.sql'),
};

/**
 * What is wrong with what the platform is told to play for a service, as
 * sentences; empty when nothing is, or when it plays nothing.
 * @param {string} dir of a generated service
 */
export function findPlatformProblems(dir) {
  const service = readJson(join(dir, 'service.json'));
  const has = file => existsSync(join(dir, 'platform', PARTS[file]));
  const left = {
    bridge: has('mqtt-source.json'),
    processor: has('ping-to-pong.sql'),
  };
  return [
    ...findRoleProblems(dir, service, left),
    ...findComposeProblems(dir, service, left.bridge || left.processor),
    ...(left.bridge ? findConnectorProblems(dir, service) : []),
    ...(left.processor ? findQueryProblems(dir, service) : []),
    ...findJobProblems(dir, left.bridge || left.processor),
  ];
}

function findRoleProblems(dir, { roles }, left) {
  const claim = parse(
    readFileSync(join(dir, 'platform', 'application-claim.yaml'), 'utf8'),
  );
  const expected = ['generator', 'bridge', 'processor', 'gateway'].filter(
    role => !left[role],
  );
  return [
    ['service.json', roles],
    ['The claim', claim.spec.roles],
  ]
    .filter(([, found]) => !isDeepStrictEqual(found, expected))
    .map(([where, found]) => `${where} has the roles ${found}`);
}

/** On one machine there is no platform: the service plays everything. */
function findComposeProblems(dir, { roles, ...service }, isPlatform) {
  const file = join(dir, 'compose.yaml');
  const { configs } = parse(readFileSync(file, 'utf8'));
  const content = configs?.['all-roles'].content;
  const isRight = isPlatform
    ? isDeepStrictEqual(JSON.parse(content), service)
    : configs === undefined;
  return isRight ? [] : ['compose.yaml starts another service than this one'];
}

function findConnectorProblems(dir, { mqttTopic, pingTopic, encoding }) {
  const file = join(dir, 'platform', PARTS['mqtt-source.json']);
  const { config } = readJson(file);
  const unknown = Object.keys(config).filter(key => !PROPERTIES.test(key));
  const kcql = config['connect.mqtt.kcql'];
  const expected = `INSERT INTO \`${pingTopic}\` SELECT * FROM \`${mqttTopic}\` `;
  const converter = encoding === 'avro' ? /Avro/ : /Json/;
  const secrets = ['username', 'password', 'hosts'].filter(key => {
    const value = config[`connect.mqtt.${key}`];
    return !/^(tcp:\/\/:)?$/.test(value.replace(REFERENCE, ''));
  });
  return [
    ...unknown.map(key => `The connector has ${key}, which nobody reads`),
    ...secrets.map(key => `The connector holds ${key} itself`),
    ...(kcql.startsWith(expected) && kcql.endsWith(' WITHKEY(messageId)')
      ? []
      : [`The connector does ${kcql}`]),
    ...(converter.test(config['value.converter'])
      ? []
      : ['The connector writes another encoding than the service reads']),
  ];
}

function findQueryProblems(dir, { pingTopic, pongTopic, encoding }) {
  const file = join(dir, 'platform', PARTS['ping-to-pong.sql']);
  const sql = readFileSync(file, 'utf8');
  const aliases = [...sql.matchAll(/ AS _value\.(\w+)$/gm)].map(([, a]) => a);
  const pong = readJson(join(dir, 'schemas', 'pong.schema.json'));
  const fields = Object.keys(pong.properties);
  const said = [
    `FROM \`${pingTopic}\``,
    `INSERT INTO \`${pongTopic}\`\nSTORE KEY AS STRING VALUE AS ${encoding.toUpperCase()}\n`,
    'messageId AS _key\n',
  ].filter(text => !sql.includes(text));
  return [
    ...said.map(text => `The query lacks ${text}`),
    ...(FOREIGN_SQL.test(sql) ? ['The query is not of the grammar'] : []),
    ...(isDeepStrictEqual(aliases, fields)
      ? []
      : [`The query makes ${aliases}, a pong has ${fields}`]),
  ];
}

function findJobProblems(dir, isNeeded) {
  const file = join(dir, 'platform', 'submit-job.yaml');
  if (existsSync(file) !== isNeeded) return ['There is a Job, or none, amiss'];
  if (!isNeeded) return [];
  const [map, job] = readJob(file);
  return [...findCopyProblems(dir, map.data), ...findPodProblems(job)];
}

/** The ConfigMap and the Job. */
export function readJob(file) {
  const documents = parseAllDocuments(readFileSync(file, 'utf8'));
  return documents.map(document => document.toJS());
}

/** A ConfigMap cannot refer to files, so both say the same. */
function findCopyProblems(dir, data) {
  return Object.entries(PARTS).flatMap(([name, path]) => {
    const file = join(dir, 'platform', path);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    return text?.trim() === data[name]?.trim()
      ? []
      : [`${path} and the ConfigMap differ`];
  });
}

function findPodProblems({ spec }) {
  const pod = spec.template.spec;
  const [{ image, securityContext, env }] = pod.containers;
  const isBound = env
    .filter(({ name }) => /URL|TOKEN/.test(name))
    .every(({ valueFrom }) => valueFrom?.secretKeyRef);
  return Object.entries({
    'runs as root': pod.securityContext.runAsNonRoot === true,
    'has an image that is not pinned': /:\d+\.\d+\.\d+/.test(image),
    'may write': securityContext.readOnlyRootFilesystem,
    'has capabilities': isDeepStrictEqual(securityContext.capabilities, {
      drop: ['ALL'],
    }),
    'has a token of the cluster': pod.automountServiceAccountToken === false,
    'may run for ever': spec.activeDeadlineSeconds > 0,
    'holds a secret': isBound,
  }).flatMap(([problem, isSound]) => (isSound ? [] : [`The Job ${problem}`]));
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
