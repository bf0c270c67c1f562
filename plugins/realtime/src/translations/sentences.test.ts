import {
  CANARY_SENTENCES,
  HEALTH_SENTENCES,
} from '@backstage-realtime/plugin-realtime-common';
import { germanCanarySentences } from './canary/deSentences';
import { germanSentences } from './health/deSentences';

const places = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe.each<[string, Record<string, string>, Record<string, string>]>([
  ['checks', germanSentences, HEALTH_SENTENCES],
  ['rollouts', germanCanarySentences, CANARY_SENTENCES],
])('German sentences of %s', (_, german, english) => {
  it('are there for each English one and no other', () => {
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.entries(english))(
    '%s takes the values its English sentence takes',
    (key, text) => {
      expect(places(german[key] ?? '')).toEqual(places(text));
    },
  );
});
