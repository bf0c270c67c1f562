import { applyChanges, diffState } from './statePatch';

describe('changes of a state', () => {
  it.each<[string, unknown, unknown]>([
    ['nothing', { a: 1 }, { a: 1 }],
    [
      'a number deep inside',
      { a: [{ b: 1 }, { b: 2 }] },
      { a: [{ b: 1 }, { b: 3 }] },
    ],
    ['a longer array', [1, 2], [1, 2, 3, { a: 4 }]],
    ['a shorter array', { a: [1, 2, 3] }, { a: [1] }],
    ['a shorter array with another start', [1, 2, 3], [9]],
    ['a field that comes and one that goes', { a: 1, c: 1 }, { b: null, c: 1 }],
    ['an object in the place of an array', { a: [1] }, { a: { b: 1 } }],
    ['a null in the place of an object', { a: { b: 1 } }, { a: null }],
    ['a field named like a method of all objects', {}, { toString: 1 }],
    ['another value altogether', { a: 1 }, 7],
    ['the first value', undefined, { a: 1 }],
  ])('carry over %s', (_, before, after) => {
    const changes = JSON.parse(JSON.stringify(diffState(before, after)));
    expect(applyChanges(before, changes)).toEqual(after);
  });

  it('leave what did not change the same object', () => {
    const before = { a: { deep: [1] }, b: { deep: [2] } };
    const changes = diffState(before, { a: { deep: [1] }, b: { deep: [3] } });
    const after = applyChanges(before, changes);
    expect(after.a).toBe(before.a);
    expect(after.b).not.toBe(before.b);
  });

  it('mention only what changed', () => {
    const before = {
      rows: [
        { rate: 1, name: 'a' },
        { rate: 2, name: 'b' },
      ],
    };
    const after = {
      rows: [
        { rate: 1, name: 'a' },
        { rate: 5, name: 'b' },
      ],
    };
    expect(diffState(before, after)).toEqual([
      { set: 5, at: ['rows', 1, 'rate'] },
    ]);
  });

  it('carry a row of values whole once much of it moved, and single values before', () => {
    const row = Array.from({ length: 100 }, (_, i) => (i % 9 ? i : null));
    const moved = [...row.slice(1), 7];
    expect(diffState({ row }, { row: moved })).toEqual([
      { set: moved, at: ['row'] },
    ]);
    const touched = row.with(3, -1).with(4, -2);
    expect(diffState({ row }, { row: touched })).toEqual([
      { set: -1, at: ['row', 3] },
      { set: -2, at: ['row', 4] },
    ]);
  });

  it('are looked for no further than one past what the caller wants', () => {
    const before = Array.from({ length: 100 }, () => ({ rate: 1 }));
    const after = before.map(() => ({ rate: 2 }));
    expect(diffState(before, after, 10)).toHaveLength(11);
    expect(diffState(before, after, 100)).toHaveLength(100);
  });

  it('do not touch the prototype of objects', () => {
    const hostile = JSON.parse('[{"set":1,"at":["__proto__","polluted"]}]');
    applyChanges({}, hostile);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('say when one was lost', () => {
    expect(() => applyChanges({ a: 1 }, [{ set: 2, at: ['a', 'b'] }])).toThrow(
      'does not fit',
    );
  });
});
