import { createContext, useContext, type ReactNode } from 'react';
import { componentMessages } from './messages';

/** Name of a text: `band.live`; plural forms go by their stem. @public */
export type WordKey = {
  [G in keyof typeof componentMessages & string]: {
    [
      N in keyof (typeof componentMessages)[G] & string
    ]: `${G}.${N extends `${infer S}_${'one' | 'other'}` ? S : N}`;
  }[keyof (typeof componentMessages)[G] & string];
}[keyof typeof componentMessages & string];

/** Values put into a text; `count` also picks the plural form. @public */
export type WordParams = Record<string, string | number>;

/** A text in the reader's language. @public */
export type Words = (key: WordKey, params?: WordParams) => string;

/** The words in English, for pages without translations. @public */
export const englishWords: Words = (key, params = {}) => {
  const [group, name] = key.split('.');
  const texts = (componentMessages as Record<string, Record<string, string>>)[
    group
  ];
  const plural = params.count === 1 ? `${name}_one` : `${name}_other`;
  const text = texts[name] ?? texts[plural];
  return text.replace(/\{\{(\w+)\}\}/g, (_, param) => String(params[param]));
};

const WordsContext = createContext<Words>(englishWords);

/** Gives the components below it another language. @public */
export function WordsProvider(props: { words: Words; children: ReactNode }) {
  return (
    <WordsContext.Provider value={props.words}>
      {props.children}
    </WordsContext.Provider>
  );
}

/** Words of the nearest provider; English without one. @public */
export function useWords(): Words {
  return useContext(WordsContext);
}
