import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../paths.mjs';

/** @returns {object} the Composition of a claim, by its plural */
export function readComposition(plural) {
  return parse(readPlatformFile('compositions', `${plural}.yaml`));
}

/** @returns {object} schema of `spec` of a claim, by its plural */
export function readClaimSchema(plural) {
  const definition = parse(readPlatformFile('xrds', `${plural}.yaml`));
  const { openAPIV3Schema } = definition.spec.versions[0].schema;
  return openAPIV3Schema.properties;
}

function readPlatformFile(folder, name) {
  return readFileSync(join(ROOT, 'platform', folder, name), 'utf8');
}

/**
 * What the patches of a Composition make of a claim, as
 * function-patch-and-transform does: a field that the claim lacks is left out,
 * unless it is required.
 * @param {object} composition
 * @param {object} claim
 * @param {object} [observed] the composed object as the cluster has it
 * @returns {{composed: object, claim: object, isReady: boolean}}
 */
export function compose(composition, claim, observed = {}) {
  const [{ base, patches, readinessChecks }] =
    composition.spec.pipeline[0].input.resources;
  const composed = structuredClone(base);
  const answered = structuredClone(claim);
  for (const patch of patches) {
    const { fromFieldPath, toFieldPath, policy } = patch;
    const isBack = patch.type === 'ToCompositeFieldPath';
    const value = valueAt(isBack ? observed : claim, fromFieldPath);
    if (value === undefined && policy?.fromFieldPath === 'Required') {
      throw new Error(`${fromFieldPath} is missing`);
    }
    if (value !== undefined) {
      setAt(isBack ? answered : composed, toFieldPath, value);
    }
  }
  const isReady = readinessChecks.every(
    ({ fieldPath, matchString }) =>
      valueAt(observed, fieldPath) === matchString,
  );
  return { composed, claim: answered, isReady };
}

/** `a.b[0].c[x.y/z]` → a, b, 0, c, x.y/z. */
export function stepsOf(path) {
  return [...path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)].map(
    ([, index, name]) => name ?? (/^\d+$/.test(index) ? Number(index) : index),
  );
}

function valueAt(value, path) {
  return stepsOf(path).reduce((at, step) => at?.[step], value);
}

function setAt(target, path, value) {
  const steps = stepsOf(path);
  const last = steps.pop();
  const parent = steps.reduce((at, step, i) => {
    at[step] ??= typeof (steps[i + 1] ?? last) === 'number' ? [] : {};
    return at[step];
  }, target);
  parent[last] = value;
}
