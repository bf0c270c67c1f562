import { topicEntityName } from './entityName';

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
