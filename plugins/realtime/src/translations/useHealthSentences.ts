import { HEALTH_SENTENCES } from '@backstage-realtime/plugin-realtime-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { realtimeHealthTranslationRef } from './healthTranslationRef';

/**
 * The sentences of checks in the reader's language, with their places still
 * open: values are put in where a sentence is shown, with the reader's zone.
 */
export function useHealthSentences(): Record<string, string> {
  const { t } = useTranslationRef(realtimeHealthTranslationRef);
  return useMemo(() => {
    const write = t as (key: string, params: Record<string, string>) => string;
    return Object.fromEntries(
      Object.entries(HEALTH_SENTENCES).map(([key, english]) => [
        key,
        write(key, openPlaces(english)),
      ]),
    );
  }, [t]);
}

/** Each place stands for itself, so that it is still there afterwards. */
function openPlaces(english: string): Record<string, string> {
  const names = [...english.matchAll(/\{\{\s*(\w+)\s*\}\}/g)];
  return Object.fromEntries(names.map(([place, name]) => [name, place]));
}
