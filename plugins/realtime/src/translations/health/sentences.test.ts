import { HEALTH_SENTENCES } from '@backstage-realtime/plugin-realtime-common';
import { germanSentences } from './deSentences';

const places = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('German sentences of checks', () => {
  it('are there for each English one and no other', () => {
    expect(Object.keys(germanSentences).sort()).toEqual(
      Object.keys(HEALTH_SENTENCES).sort(),
    );
  });

  it.each(Object.entries(HEALTH_SENTENCES))(
    '%s takes the values its English sentence takes',
    (key, english) => {
      expect(places(germanSentences[key] ?? '')).toEqual(places(english));
    },
  );
});
