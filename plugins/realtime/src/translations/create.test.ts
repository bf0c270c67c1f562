import { createMessages } from './create/createMessages';
import { germanCreateMessages } from './create/deCreate';

const PARAM = /\{\{\w+\}\}/g;

const english: Record<string, string> = createMessages;

describe('words of form fields', () => {
  it('have the same names in English and German', () => {
    expect(Object.keys(germanCreateMessages).sort()).toEqual(
      Object.keys(english).sort(),
    );
  });

  it.each(Object.entries(germanCreateMessages))(
    '%s takes the values its English text takes, in words of its own',
    (key, german) => {
      const values = (text: string) => (text.match(PARAM) ?? []).sort();
      expect(values(german)).toEqual(values(english[key]));
      const isOnlyValues = german.replace(PARAM, '') === '';
      expect(german === english[key]).toBe(isOnlyValues);
    },
  );
});
