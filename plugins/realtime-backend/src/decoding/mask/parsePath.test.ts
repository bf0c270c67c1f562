import { parsePath } from './parsePath';

const name = (text: string) => ({ kind: 'name', name: text });

describe('reading a path', () => {
  it.each([
    ['a', [name('a')]],
    ['$.a', [name('a')]],
    ['Customer.eMail', [name('customer'), name('email')]],
    ['**.a', [{ kind: 'deep' }, name('a')]],
    ['a.*', [name('a'), { kind: 'any' }]],
    ['a[*].b', [name('a'), { kind: 'any-element' }, name('b')]],
    ['a[12]', [name('a'), { kind: 'element', index: 12 }]],
    ['a.0', [name('a'), { ...name('0'), index: 0 }]],
    ['["x.y"].z', [name('x.y'), name('z')]],
    ['a b-c_d', [name('a b-c_d')]],
  ])('understands %s', (path, segments) => {
    expect(parsePath(path)).toEqual(segments);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a[', 'a[]', 'a[x]', 'a]', '$.'])(
    'does not understand %j',
    path => {
      expect(parsePath(path)).toBeUndefined();
    },
  );
});
