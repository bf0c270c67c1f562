import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  compose,
  readClaimSchema,
  readComposition,
  stepsOf,
} from './compositions.mjs';
import { renderComponents } from './definitions.mjs';
import { FIXTURES } from './fixtures.mjs';
import { errorsOfBundles } from './gates.mjs';
import { createKindCheck, NO_SCHEMAS } from './kubernetesSchemas.mjs';

/** Each claim, the component type behind it, and the details it answers with. */
const CLAIMS = [
  {
    plural: 'realtimeplatformclaims',
    type: 'realtime-platform',
    details: {
      ...{ kafka: 'k:9093', kafkaSecret: 'streams-kafka-secret' },
      ...{ mqtt: 'm:1883', mqttSecret: 'streams-mqtt-secret' },
    },
    status: {
      endpoints: { kafka: 'k:9093', mqtt: 'm:1883' },
      secrets: { kafka: 'streams-kafka-secret', mqtt: 'streams-mqtt-secret' },
    },
  },
  {
    plural: 'applicationclaims',
    type: 'realtime-webservice',
    details: { http: 'http://ping', websocket: 'ws://ping/ws' },
    status: { endpoints: { http: 'http://ping', websocket: 'ws://ping/ws' } },
  },
];

function claimOf(composition, spec) {
  const { apiVersion, kind } = composition.spec.compositeTypeRef;
  const metadata = { name: spec.name, namespace: 'team-a' };
  return { apiVersion, kind, metadata, spec };
}

for (const { plural, type, details, status } of CLAIMS) {
  const composition = readComposition(plural);
  const { minimal, full } = FIXTURES[type];

  describe(`the composition of ${plural}`, () => {
    test('hands on every field of the claim, and no other', () => {
      const known = Object.keys(readClaimSchema(plural).spec.properties);
      const used = patchesOf(composition)
        .filter(({ toFieldPath }) => toFieldPath.includes('.properties.'))
        .map(({ fromFieldPath }) => fromFieldPath.replace('spec.', ''));
      assert.deepEqual(used.sort(), known.sort());
    });

    test('answers only in fields that the claim has', () => {
      const schema = { properties: readClaimSchema(plural) };
      for (const { type: direction, toFieldPath } of patchesOf(composition)) {
        if (direction !== 'ToCompositeFieldPath') continue;
        const found = stepsOf(toFieldPath).reduce(
          (at, step) => at?.properties?.[step],
          schema,
        );
        assert.ok(found, `${toFieldPath} is no field of the claim`);
      }
    });

    test('makes an application that passes every gate and renders', () => {
      const made = [minimal, full].map(spec => {
        const claim = claimOf(composition, spec);
        return { claim, ...compose(composition, claim), given: claim };
      });
      const bundles = made.map(({ given, composed }) => [given, composed]);
      assert.deepEqual(errorsOfBundles(bundles), [[], []]);
      const components = made.map(({ composed }) => {
        const [{ name, properties }] = composed.spec.components;
        assert.equal(name, properties.name);
        return { type, parameter: properties };
      });
      for (const { problem } of renderComponents(components))
        assert.equal(problem, undefined);
    });

    test('does not pass on what Crossplane keeps in the claim', () => {
      const claim = claimOf(composition, {
        ...minimal,
        crossplane: { resourceRefs: [] },
      });
      const { composed } = compose(composition, claim);
      assert.doesNotMatch(JSON.stringify(composed), /crossplane/);
    });

    test('refuses a claim without a name', () => {
      const { name, ...rest } = minimal;
      const claim = claimOf(composition, rest);
      assert.throws(() => compose(composition, claim), /spec.name/);
    });

    test('is ready when every component is healthy, and answers with its details', () => {
      const claim = claimOf(composition, minimal);
      const phase = text =>
        compose(composition, claim, {
          status: { status: text, services: [{ details }] },
        });
      assert.equal(compose(composition, claim).isReady, false);
      assert.equal(phase('unhealthy').isReady, false);
      const running = phase('running');
      assert.equal(running.isReady, true);
      assert.deepEqual(running.claim.status, status);
      assert.deepEqual(running.claim.spec, claim.spec);
    });

    test('has the defaults of the claim in the component', () => {
      const [{ value }] = renderComponents([{ type, parameter: minimal }]);
      const { spec } = readClaimSchema(plural);
      assert.deepEqual(differences(defaultsOf(spec), value.parameter), []);
    });

    test('is what the API server takes', { skip: NO_SCHEMAS }, () => {
      const check = createKindCheck();
      const { composed } = compose(composition, claimOf(composition, full));
      const [{ input }] = composition.spec.pipeline;
      assert.deepEqual([composition, composed, input].flatMap(check), []);
    });
  });
}

function patchesOf(composition) {
  return composition.spec.pipeline[0].input.resources[0].patches;
}

/** The value of a claim that says nothing: its structural defaults. */
function defaultsOf({ default: initial, properties = {} }) {
  const below = Object.entries(properties)
    .map(([name, part]) => [name, defaultsOf(part)])
    .filter(([, value]) => value !== undefined);
  if (initial !== undefined && typeof initial !== 'object') return initial;
  if (Array.isArray(initial)) return initial;
  return below.length > 0 ? Object.fromEntries(below) : undefined;
}

/** Paths at which a default is another one in the component. Parts it lacks are optional there. */
function differences(expected, actual, path = '') {
  if (actual === undefined) return [];
  if (typeof expected !== 'object' || Array.isArray(expected))
    return JSON.stringify(expected) === JSON.stringify(actual) ? [] : [path];
  return Object.entries(expected).flatMap(([key, value]) =>
    differences(value, actual[key], `${path}.${key}`),
  );
}
