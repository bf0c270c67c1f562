import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../../paths.mjs';
import {
  createKindCheck,
  NO_SCHEMAS,
} from '../../platform/kubernetesSchemas.mjs';

const require = createRequire(join(ROOT, 'packages', 'backend', 'index.js'));
const { parse, parseAllDocuments } = require('yaml');

/** Kinds that no definition is at hand for. */
const UNCHECKED = ['networking.gke.io/v1/HealthCheckPolicy'];

const check = NO_SCHEMAS ? undefined : createKindCheck();

/**
 * What is wrong with the manifests of a generated service, as sentences,
 * besides what the gates of the template say: they are not what the definitions
 * of their kinds take (where those are given), kustomize leaves one out, or
 * names one that is not there.
 */
export function findManifestProblems(dir) {
  return [
    ...(check ? readManifests(dir).flatMap(problemsOfManifest) : []),
    ...problemsOfKustomization(join(dir, 'deploy', 'service')),
  ];
}

/** Every object below deploy/. */
export function readManifests(dir) {
  return readdirSync(join(dir, 'deploy'), { recursive: true })
    .filter(file => file.endsWith('.yaml'))
    .map(file => readFileSync(join(dir, 'deploy', file), 'utf8'))
    .flatMap(text => parseAllDocuments(text).map(each => each.toJS()))
    .filter(Boolean);
}

function problemsOfManifest(object) {
  const kind = `${object.apiVersion}/${object.kind}`;
  if (UNCHECKED.includes(kind)) return [];
  return check(object) ?? [`There is no definition of ${kind}`];
}

function problemsOfKustomization(dir) {
  const text = readFileSync(join(dir, 'Kustomization'), 'utf8');
  const named = parse(text).resources;
  const there = readdirSync(dir).filter(file => file.endsWith('.yaml'));
  return [
    ...there
      .filter(file => !named.includes(file))
      .map(file => `Kustomization leaves ${file} out`),
    ...named
      .filter(file => !there.includes(file))
      .map(file => `Kustomization names ${file}, which is not there`),
  ];
}
