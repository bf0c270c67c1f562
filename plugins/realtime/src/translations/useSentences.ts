import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

type TranslationRef = Parameters<typeof useTranslationRef>[0];

/**
 * Sentences in the reader's language, with their places still open: values are
 * put in where a sentence is shown, with the reader's zone.
 */
export function useSentences(
  ref: TranslationRef,
  english: Readonly<Record<string, string>>,
): Record<string, string> {
  const { t } = useTranslationRef(ref);
  return useMemo(() => {
    const write = t as (key: string, params: Record<string, string>) => string;
    return Object.fromEntries(
      Object.entries(english).map(([key, text]) => [
        key,
        write(key, openPlaces(text)),
      ]),
    );
  }, [t, english]);
}

/** Each place stands for itself, so that it is still there afterwards. */
function openPlaces(english: string): Record<string, string> {
  const names = [...english.matchAll(/\{\{\s*(\w+)\s*\}\}/g)];
  return Object.fromEntries(names.map(([place, name]) => [name, place]));
}
