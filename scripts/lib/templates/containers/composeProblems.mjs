import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../../paths.mjs';
import { isPinned, lastOf, readStages } from './dockerfile.mjs';

const require = createRequire(join(ROOT, 'packages', 'backend', 'index.js'));
const { parse } = require('yaml');

/**
 * Why the compose file of a project would not come up, as far as can be told
 * without containers.
 * @param {string} dir
 * @returns {string[]}
 */
export function findComposeProblems(dir) {
  const text = readFileSync(join(dir, 'compose.yaml'), 'utf8');
  const { configs = {}, services = {} } = parse(text, { merge: true });
  const all = Object.entries(services);
  return [
    ...all.flatMap(([name, service]) =>
      [
        ...findImageProblems(dir, service),
        ...findPortProblems(dir, service),
        ...findDependencyProblems(service, services),
        ...findAddressProblems(service, services),
        ...findConfigProblems(service, configs),
      ].map(problem => `compose.yaml: ${name} ${problem}`),
    ),
    ...findTakenPorts(all),
  ];
}

function findImageProblems(dir, { build, image }) {
  if (build) {
    const context = typeof build === 'string' ? build : build.context;
    return existsSync(join(dir, context, 'Dockerfile'))
      ? []
      : [`is built in ${context}, where no Dockerfile is`];
  }
  return image && isPinned(image)
    ? []
    : [`starts from ${image}, which says no version`];
}

/** `host:container` as numbers. */
function portsOf({ ports = [] }) {
  return ports.map(each => String(each).split(':').slice(-2).map(Number));
}

function findPortProblems(dir, service) {
  if (!service.build) return [];
  const text = readFileSync(join(dir, 'Dockerfile'), 'utf8');
  const exposed = Number(lastOf(readStages(text).at(-1), 'EXPOSE'));
  return portsOf(service)
    .filter(([, container]) => container !== exposed)
    .map(([, port]) => `opens port ${port}, its image listens on ${exposed}`);
}

function findTakenPorts(all) {
  const seen = new Map();
  return all.flatMap(([name, service]) =>
    portsOf(service).flatMap(([port]) => {
      const other = seen.get(port);
      seen.set(port, name);
      return other ? [`compose.yaml: ${other} and ${name} want ${port}`] : [];
    }),
  );
}

function findDependencyProblems({ depends_on: wanted = {} }, services) {
  const pairs = Array.isArray(wanted)
    ? wanted.map(name => [name, {}])
    : Object.entries(wanted);
  return pairs.flatMap(([name, { condition }]) => {
    if (!services[name]) return [`depends on ${name}, which is no service`];
    const isBlind =
      condition === 'service_healthy' && !services[name].healthcheck;
    return isBlind ? [`waits for the health of ${name}, which has none`] : [];
  });
}

/** Names in the network are those of services; what they say of their own ports is believed. */
function findAddressProblems({ environment = {} }, services) {
  return Object.entries(environment).flatMap(([key, value]) => {
    const [, host, port] =
      /^(?:\w+:\/\/)?([a-z][a-z0-9-]*):(\d+)$/.exec(String(value)) ?? [];
    const name = /_HOST$/.test(key) ? String(value) : host;
    if (!name || name === 'localhost' || /^[\d.]+$/.test(name)) return [];
    if (!services[name]) return [`is told ${key}, and ${name} is no service`];
    return port && !listensOn(services[name], port)
      ? [`is told ${key}, and ${name} does not listen on ${port}`]
      : [];
  });
}

function listensOn(service, port) {
  const { environment = {} } = service;
  return (
    portsOf(service).some(([, container]) => container === Number(port)) ||
    Object.entries(environment).some(
      ([key, value]) =>
        /LISTENERS$|PORT$/.test(key) &&
        new RegExp(`(^|:)${port}(,|$)`).test(String(value)),
    )
  );
}

function findConfigProblems({ configs: used = [] }, configs) {
  return used
    .map(each => each.source ?? each)
    .filter(name => !configs[name])
    .map(name => `mounts ${name}, which is no config`);
}
