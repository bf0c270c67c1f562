import { componentMessages } from '@backstage-realtime/plugin-realtime-react';
import { germanMessages as german } from './de';
import { flatEnglish } from './testUtils/flatEnglish';

const PARAM = /\{\{\w+\}\}/g;

describe('translations', () => {
  it('have the same names in English and German', () => {
    const english = flatEnglish();
    expect(Object.keys(english).length).toBeGreaterThan(
      Object.keys(componentMessages).length,
    );
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.entries(german))(
    '%s takes the values its English text takes',
    (name, text) => {
      const english = flatEnglish()[name];
      expect((text.match(PARAM) ?? []).sort()).toEqual(
        (english.match(PARAM) ?? []).sort(),
      );
    },
  );
});
