import {
  findPhrase,
  phrasesOf,
} from '@backstage-realtime/plugin-realtime-react';
import type { CreateKey, CreateWords } from '../../createWords';
import { problemMessages } from './problems';
import { warningMessages } from './warnings';

const PHRASES = phrasesOf({ ...warningMessages, ...problemMessages });

/** The name of a component in front of what is said of it. */
const OF_COMPONENT = /^([a-z][-a-z0-9]{0,62}): (.+)$/s;

/**
 * What builders, gates and clusters wrote in English, in the reader's language;
 * as it came when it is none of the known sentences. Fields, values and what a
 * cluster itself says keep their spelling.
 */
export function retellManifests(text: string, words: CreateWords): string {
  const whole = retellWhole(text, words);
  if (whole !== undefined) return whole;
  const [, component, said] = OF_COMPONENT.exec(text) ?? [];
  const told = said && retellWhole(said, words);
  return told ? `${component}: ${told}` : text;
}

function retellWhole(text: string, words: CreateWords): string | undefined {
  const found = findPhrase(PHRASES, text);
  if (!found) return undefined;
  // Behind what a text looks like stands why it may not be there, a phrase too.
  const values = Object.entries(found.values).map(([place, value]) => [
    place,
    place === 'secret' ? words('said.secret') : value,
  ]);
  return words(found.key as CreateKey, Object.fromEntries(values));
}

/** `Secret/devices` of the sentence that a manifest refers to it; undefined for any other sentence. */
export function findNeeded(text: string): string | undefined {
  const found = findPhrase(PHRASES, text);
  return found?.key === 'said.missingObject' ? found.values.needed : undefined;
}
