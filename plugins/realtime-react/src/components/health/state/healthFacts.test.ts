import type { Words } from '../../words/WordsContext';
import { healthFacts } from './healthFacts';

const abroad: Words = (key, params = {}) =>
  [key, ...Object.values(params)].join('|');

const context = {
  words: abroad,
  entityTitle: 'ping-pong',
  nowMs: 0,
  since: String,
};

describe('words of health that is not shown', () => {
  it.each([
    [
      'refused',
      'No rule under realtime.access.allow lets component:default/a show the group g of local. The platform team can add one.',
      'refusal.groupNotAllowed|component:default/a|g|local',
    ],
    [
      'over-budget',
      'Health of 200 entities is being read already. Close some pages, or raise realtime.health.entitiesPerProcess.',
      'refusal.healthLimit|200|realtime.health.entitiesPerProcess',
    ],
  ] as const)('are the reader’s own: %s', (kind, message, text) => {
    expect(healthFacts({ kind, message }, context)).toMatchObject({ text });
  });
});
