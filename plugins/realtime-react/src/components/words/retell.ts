import { toSentenceCase } from '../format/numbers';
import { findPhrase, phrasesOf, type Phrase } from './phrases';
import { serverMessages } from './serverMessages';
import type { WordKey, WordParams, Words } from './WordsContext';

type Group = keyof typeof serverMessages;

/**
 * What the server wrote in English, in the reader's language; as it came when
 * it is none of the known texts, as from a newer server. Values keep their
 * spelling, but for a clause within a sentence: a place that has the name of a
 * group is told by that group.
 * @public
 */
export function retell(
  group:
    'reason' | 'problem' | 'part' | 'link' | 'refusal' | 'decode' | 'damage',
  text: string,
  words: Words,
): string {
  // No text is a single word, but nearly all values that come here are names.
  if (!text.includes(' ')) return text;
  const found = findPhrase(PHRASES[group], text);
  return found
    ? words(found.key as WordKey, retellValues(found.values, words))
    : text;
}

const PHRASES: Record<Group, Phrase[]> = {
  reason: phrasesIn('reason'),
  problem: phrasesIn('problem'),
  part: phrasesIn('part'),
  link: phrasesIn('link'),
  refusal: phrasesIn('refusal'),
  decode: phrasesIn('decode'),
  damage: phrasesIn('damage'),
};

function retellValues(
  values: Record<string, string>,
  words: Words,
): WordParams {
  const told = Object.entries(values).map(([place, value]) =>
    isGroup(place)
      ? [place, retellClause(place, value, words)]
      : [place, value],
  );
  return Object.fromEntries(told);
}

/** A clause that begins its sentence goes on beginning it. */
function retellClause(group: Group, value: string, words: Words): string {
  const first = value.charAt(0);
  const told = retell(group, first.toLowerCase() + value.slice(1), words);
  return first === first.toLowerCase() ? told : toSentenceCase(told);
}

function isGroup(place: string): place is Group {
  return Object.hasOwn(PHRASES, place);
}

function phrasesIn(group: Group): Phrase[] {
  const texts = Object.entries<string>(serverMessages[group]);
  return phrasesOf(
    Object.fromEntries(texts.map(([name, text]) => [`${group}.${name}`, text])),
  );
}
