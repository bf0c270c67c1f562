import type {
  WordKey,
  WordParams,
} from '@backstage-realtime/plugin-realtime-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { pageMessages, realtimeTranslationRef } from './translationRef';

type Stem<K extends string> = K extends `${infer S}_one`
  ? S
  : K extends `${infer S}_other`
    ? S
    : K;

/** Name of a text of the page itself; plural forms go by their stem. */
export type PageKey = `page.${Stem<keyof typeof pageMessages & string>}`;

/** A text of the page or its components, in the reader's language. */
export type Translate = (key: PageKey | WordKey, params?: WordParams) => string;

/** The page's texts; `t` also fits what the components take as words. */
export function useRealtimeWords(): { t: Translate; words: Translate } {
  const { t } = useTranslationRef(realtimeTranslationRef);
  return useMemo(() => {
    const translate: Translate = (key, params) =>
      t(key as never, params as never);
    return { t: translate, words: translate };
  }, [t]);
}
