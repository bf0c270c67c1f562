import { objectEntityName, topicEntityName } from './entityName';

const VALID = /^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/;

describe('the name of a topic in the catalog', () => {
  it('is cluster and topic where the catalog allows it', () => {
    expect(topicEntityName('local', 'pong_topic')).toBe('local.pong_topic');
  });

  it.each([
    ['of 249 characters', 't'.repeat(249)],
    ['with leading separators', '__consumer_offsets'],
    ['with separators side by side', 'a..b'],
    ['that ends with a separator', 'orders-'],
    ['of separators only', '---'],
  ])('is allowed for a topic %s, and always the same', (_, topic) => {
    const name = topicEntityName('local', topic);
    expect(name).toMatch(VALID);
    expect(name.length).toBeLessThanOrEqual(63);
    expect(topicEntityName('local', topic)).toBe(name);
  });

  it('differs for long topics that begin alike, and for clusters', () => {
    const long = 't'.repeat(200);
    const names = [
      topicEntityName('local', `${long}a`),
      topicEntityName('local', `${long}b`),
      topicEntityName('other', `${long}a`),
    ];
    expect(new Set(names).size).toBe(3);
  });
});

describe('the name of a Kubernetes object in the catalog', () => {
  it('is where it is, what it is and its own name', () => {
    expect(objectEntityName('local', 'team-a', 'claim', 'pinger')).toBe(
      'local.team-a.claim.pinger',
    );
  });

  it.each([
    ['of 253 characters', 'n'.repeat(253)],
    ['one character too long', 'n'.repeat(64 - 'local.team-a.claim.'.length)],
    ['with dots', 'a.b'],
    ['with dashes side by side', 'a--b'],
  ])('is allowed for a name %s, and always the same', (_, name) => {
    const found = objectEntityName('local', 'team-a', 'claim', name);
    expect(found).toMatch(VALID);
    expect(found).toMatch(/-[0-9a-f]{10}$/);
    expect(found.length).toBeLessThanOrEqual(63);
    expect(objectEntityName('local', 'team-a', 'claim', name)).toBe(found);
  });

  it('keeps 63 characters as they are', () => {
    const name = 'n'.repeat(63 - 'local.team-a.claim.'.length);
    expect(objectEntityName('local', 'team-a', 'claim', name)).toBe(
      `local.team-a.claim.${name}`,
    );
  });

  it.each([
    ['of two kinds', ['c', 'n', 'claim', 'x'], ['c', 'n', 'platform', 'x']],
    [
      'with dots in two places',
      ['a.b', 'claim', 'claim', 'x'],
      ['a', 'b', 'claim', 'claim.x'],
    ],
    [
      'that differ in a capital',
      ['A', 'n', 'claim', 'x'],
      ['a', 'n', 'claim', 'x'],
    ],
    [
      'that begin alike',
      ['c', 'n', 'claim', `${'x'.repeat(99)}1`],
      ['c', 'n', 'claim', `${'x'.repeat(99)}2`],
    ],
  ] as Array<[string, Parts, Parts]>)(
    'differs for objects %s',
    (_, one, other) => {
      const lower = (parts: Parts) => objectEntityName(...parts).toLowerCase();
      expect(lower(one)).not.toBe(lower(other));
    },
  );
});

type Parts = Parameters<typeof objectEntityName>;
