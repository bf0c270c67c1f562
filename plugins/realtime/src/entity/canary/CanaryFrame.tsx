import { CANARY_SENTENCES } from '@backstage-realtime/plugin-realtime-common';
import type { ReactNode } from 'react';
import { realtimeCanaryTranslationRef } from '../../translations/canaryTranslationRef';
import { useSentences } from '../../translations/useSentences';
import { ReaderFrame } from '../ReaderFrame';

/** Words, sentences and zone of the reader, for everything that shows rollouts. */
export function CanaryFrame(props: { nowMs: number; children: ReactNode }) {
  const templates = useSentences(
    realtimeCanaryTranslationRef,
    CANARY_SENTENCES,
  );
  return <ReaderFrame {...props} templates={templates} />;
}
