import { HEALTH_SENTENCES } from '@backstage-realtime/plugin-realtime-common';
import type { ReactNode } from 'react';
import { realtimeHealthTranslationRef } from '../../translations/healthTranslationRef';
import { useSentences } from '../../translations/useSentences';
import { ReaderFrame } from '../ReaderFrame';

/** Words, sentences and zone of the reader, for everything that shows health. */
export function HealthFrame(props: { nowMs: number; children: ReactNode }) {
  const templates = useSentences(
    realtimeHealthTranslationRef,
    HEALTH_SENTENCES,
  );
  return <ReaderFrame {...props} templates={templates} />;
}
