import { toSentenceCase } from '../format/numbers';
import { serverMessages } from './serverMessages';
import type { WordKey, WordParams, Words } from './WordsContext';

type Group = keyof typeof serverMessages;

interface Phrase {
  key: WordKey;
  /** The English text with a named group for each place. */
  pattern: RegExp;
}

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
  for (const { key, pattern } of PHRASES[group]) {
    const match = pattern.exec(text);
    if (match) return words(key, retellValues(match.groups, words));
  }
  return text;
}

const PHRASES: Record<Group, Phrase[]> = {
  reason: phrasesOf('reason'),
  problem: phrasesOf('problem'),
  part: phrasesOf('part'),
  link: phrasesOf('link'),
  refusal: phrasesOf('refusal'),
  decode: phrasesOf('decode'),
  damage: phrasesOf('damage'),
};

function retellValues(
  values: Record<string, string> | undefined,
  words: Words,
): WordParams | undefined {
  if (!values) return undefined;
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

function phrasesOf(group: Group): Phrase[] {
  return Object.entries(serverMessages[group]).map(([name, template]) => ({
    key: `${group}.${name}` as WordKey,
    pattern: toPattern(template),
  }));
}

/** Shortest matches first, so that a place ends where its text goes on. */
function toPattern(template: string): RegExp {
  const pieces = template.split(/\{\{(\w+)\}\}/);
  const source = pieces.map((piece, i) =>
    i % 2 === 0
      ? piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      : `(?<${piece}>.+?)`,
  );
  return new RegExp(`^${source.join('')}$`, 's');
}
