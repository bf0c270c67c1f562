import { MAX_FIELD_CHANGES } from '@backstage-realtime/plugin-realtime-common';
import { compareObjects } from './compareObjects';

const object = (spec: unknown, metadata: object = {}) => ({
  apiVersion: 'a/v1',
  kind: 'A',
  metadata: { name: 'a', ...metadata },
  spec,
});

describe('what applying changes in an object', () => {
  it.each([
    ['nothing', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ['a value', { a: 1 }, { a: 2 }, [{ path: 'spec.a', from: 1, to: 2 }]],
    ['a new field', {}, { a: 0 }, [{ path: 'spec.a', to: 0 }]],
    ['a removed field', { a: '' }, {}, [{ path: 'spec.a', from: '' }]],
    [
      'an item of a list',
      { a: [{ b: 1 }] },
      { a: [{ b: 2 }, 3] },
      [
        { path: 'spec.a[0].b', from: 1, to: 2 },
        { path: 'spec.a[1]', to: 3 },
      ],
    ],
    [
      'a list that becomes an object',
      { a: [1] },
      { a: { 0: 1 } },
      [{ path: 'spec.a', from: [1], to: { 0: 1 } }],
    ],
    ['an empty part and none', { a: {} }, {}, []],
    ['no spec', undefined, { a: 1 }, [{ path: 'spec', to: { a: 1 } }]],
  ])('is %s', (_what, from, to, changes) => {
    expect(compareObjects(object(from), object(to))).toEqual({
      changes,
      moreChanges: 0,
    });
  });

  it('is a label or an annotation, and nothing that the server keeps for itself', () => {
    const live = object({}, { resourceVersion: '1', labels: { x: 'a' } });
    const planned = object(
      {},
      { resourceVersion: '2', generation: 3, annotations: { 'a.b/c': 'd' } },
    );
    expect(compareObjects(live, planned).changes).toEqual([
      { path: 'metadata.labels', from: { x: 'a' } },
      { path: 'metadata.annotations', to: { 'a.b/c': 'd' } },
    ]);
    const other = object({}, { labels: { 'a.b/c': 'd' } });
    const changed = object({}, { labels: { 'a.b/c': 'e' } });
    expect(compareObjects(other, changed).changes).toEqual([
      { path: 'metadata.labels["a.b/c"]', from: 'd', to: 'e' },
    ]);
  });

  it('is counted past the bound', () => {
    const spec = Object.fromEntries(
      Array.from({ length: MAX_FIELD_CHANGES + 3 }, (_, i) => [`f${i}`, i]),
    );
    const { changes, moreChanges } = compareObjects(object({}), object(spec));
    expect(changes).toHaveLength(MAX_FIELD_CHANGES);
    expect(moreChanges).toBe(3);
  });
});
