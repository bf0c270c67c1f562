import type { Json } from '../model/json';
import { applyDefaults } from './applyDefaults';
import type { Schema } from './Schema';
import { findUnknownFields, prune } from './unknownFields';

const SCHEMA: Schema = {
  type: 'object',
  properties: {
    port: { type: 'integer', default: 8080 },
    note: { type: 'string' },
    maybe: { type: 'string', nullable: true, default: 'set' },
    scaling: {
      type: 'object',
      default: {},
      properties: { replicas: { type: 'integer', default: 1 } },
    },
    deep: {
      type: 'object',
      properties: { on: { type: 'boolean', default: true } },
    },
    list: {
      type: 'array',
      items: {
        type: 'object',
        properties: { weight: { type: 'integer', default: 5 } },
      },
    },
    free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    map: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

describe('defaults', () => {
  it.each<[string, Json, Json]>([
    [
      'fills in what is missing, and below a default that is an object',
      {},
      { port: 8080, maybe: 'set', scaling: { replicas: 1 } },
    ],
    [
      'fills in an object that is there, and never makes one without a default',
      { deep: {}, port: 1 },
      { port: 1, maybe: 'set', scaling: { replicas: 1 }, deep: { on: true } },
    ],
    [
      'fills in the items of lists',
      { list: [{}, { weight: 0 }] },
      {
        port: 8080,
        maybe: 'set',
        scaling: { replicas: 1 },
        list: [{ weight: 5 }, { weight: 0 }],
      },
    ],
    [
      'takes null for absent, unless null is allowed',
      { port: null, note: null, maybe: null },
      { port: 8080, maybe: null, scaling: { replicas: 1 } },
    ],
  ])('%s', (_, value, expected) => {
    expect(applyDefaults(value, SCHEMA)).toEqual(expected);
  });

  it('never shares the object of a default between two values', () => {
    const [first, second] = [{}, {}].map(value => applyDefaults(value, SCHEMA));
    expect(first).not.toBe(second);
    expect((first as { scaling: Json }).scaling).not.toBe(
      (second as { scaling: Json }).scaling,
    );
  });
});

describe('unknown fields', () => {
  const value: Json = {
    prot: 1,
    deep: { off: false },
    list: [{}, { wieght: 1 }],
    free: { any: { thing: [1] } },
    map: { anyKey: 'x' },
    constructor: 'not inherited',
  };

  it('are found by path, and not in maps and free objects', () => {
    expect(findUnknownFields(value, SCHEMA)).toEqual([
      'prot',
      'deep.off',
      'list[1].wieght',
      'constructor',
    ]);
  });

  it('are dropped, and nothing else', () => {
    expect(prune(value, SCHEMA)).toEqual({
      deep: {},
      list: [{}, {}],
      free: { any: { thing: [1] } },
      map: { anyKey: 'x' },
    });
  });
});
