import {
  CANARY_SENTENCES,
  HEALTH_SENTENCES,
} from '@backstage-realtime/plugin-realtime-common';
import { germanCanarySentences } from './canary/deSentences';
import { germanMessages } from './de';
import { germanSentences } from './health/deSentences';
import { flatEnglish } from './testUtils/flatEnglish';

/** Names, abbreviations and words that German has taken over. */
const SAME_IN_BOTH = [
  'band.live',
  'canary.cardTitle',
  'canary.prometheus',
  'canary.rolloutAt',
  'canary.rollouts',
  'canary.timeAhead',
  'card.live',
  'card.title',
  'clause.text',
  'detail.append',
  'detail.create',
  'detail.label',
  'detail.text',
  'flow.slowest',
  'health.rate',
  'health.stripOne',
  'health.topic',
  'health.topics',
  'lagState.caught-up',
  'lagState.control-only',
  'lagState.keeping-up',
  'owned.canary',
  'owned.cluster',
  'owned.title',
  'page.zoneUtc',
  'picker.kafka',
  'picker.label',
  'picker.mqtt',
  'picker.websocket',
  'query.offset',
  'query.onlyPartition',
  'query.partition',
  'role.canary',
  'role.stable',
  'stepKind.experiment',
  'stepKind.pause',
  'stepKind.plugin',
  'table.label',
  'table.null',
  'unit.ms',
  'unit.s',
  'verdict.info',
  'verdict.ok',
  'why.config',
  'zone.utc',
];

const PLACE = /\{\{\w+\}\}/g;

/** Texts with letters of their own that are word for word the English ones. */
function sameText(
  german: Record<string, string>,
  english: Record<string, string>,
): string[] {
  return Object.entries(german)
    .filter(([key, text]) => text === english[key])
    .filter(([, text]) => /[a-z]/i.test(text.replace(PLACE, '')))
    .map(([key]) => key)
    .sort();
}

describe('German', () => {
  it('says nothing in English but what is the same word in both', () => {
    expect(sameText(germanMessages, flatEnglish())).toEqual(SAME_IN_BOTH);
  });

  it('says no sentence of a check or a rollout in English', () => {
    expect(sameText(germanSentences, HEALTH_SENTENCES)).toEqual([]);
    expect(sameText(germanCanarySentences, CANARY_SENTENCES)).toEqual([]);
  });
});
