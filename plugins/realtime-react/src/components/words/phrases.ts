/** A text that is known, and how it is found again. @public */
export interface Phrase {
  /** Key of the text, in a catalogue of words. */
  key: string;
  /** The English text with a named group for each place. */
  pattern: RegExp;
}

/** A text that was found, and what stands in its places. @public */
export interface FoundPhrase {
  key: string;
  values: Record<string, string>;
}

/** The texts of a catalogue in English, `{{name}}` for each place, ready for {@link findPhrase}. @public */
export function phrasesOf(texts: Readonly<Record<string, string>>): Phrase[] {
  return Object.entries(texts).map(([key, text]) => ({
    key,
    pattern: toPattern(text),
  }));
}

/**
 * The text that was written out in English, the first that fits; undefined when
 * it is none of them, as from a newer server. Values keep their spelling.
 * @public
 */
export function findPhrase(
  phrases: readonly Phrase[],
  text: string,
): FoundPhrase | undefined {
  for (const { key, pattern } of phrases) {
    const match = pattern.exec(text);
    if (match) return { key, values: { ...match.groups } };
  }
  return undefined;
}

/** Shortest matches first, so that a place ends where its text goes on. */
function toPattern(text: string): RegExp {
  const pieces = text.split(/\{\{(\w+)\}\}/);
  const source = pieces.map((piece, i) =>
    i % 2 === 0
      ? piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      : `(?<${piece}>.+?)`,
  );
  return new RegExp(`^${source.join('')}$`, 's');
}
