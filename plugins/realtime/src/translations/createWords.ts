import {
  translationApiRef,
  useTranslationRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { createMessages } from './create/createMessages';
import { realtimeCreateTranslationRef } from './createTranslationRef';

type Stem<K extends string> = K extends `${infer S}_one`
  ? S
  : K extends `${infer S}_other`
    ? S
    : K;

/** Name of a text of the form fields; plural forms go by their stem. */
export type CreateKey = Stem<keyof typeof createMessages & string>;

/** A text of the form fields in the reader's language. */
export type CreateWords = (
  key: CreateKey,
  params?: Record<string, string | number>,
) => string;

/** The texts of the form fields. */
export function useCreateWords(): CreateWords {
  const { t } = useTranslationRef(realtimeCreateTranslationRef);
  return useMemo(() => (key, params) => t(key as never, params as never), [t]);
}

/**
 * The same outside of components, as validators are. English while the texts of
 * another language are not loaded yet; drawing the fields loads them.
 */
export function createWordsOf(apiHolder: ApiHolder): CreateWords {
  const snapshot = apiHolder
    .get(translationApiRef)
    ?.getTranslation(realtimeCreateTranslationRef);
  if (!snapshot?.ready) return sayEnglish;
  const { t } = snapshot;
  return (key, params) => t(key as never, params as never);
}

const sayEnglish: CreateWords = (key, params = {}) => {
  const texts: Partial<Record<string, string>> = createMessages;
  const text = texts[key] ?? texts[`${key}_other`] ?? key;
  return text.replace(/\{\{(\w+)\}\}/g, (_, name) => String(params[name]));
};
