import {
  HealthReaderProvider,
  WordsProvider,
} from '@backstage-realtime/plugin-realtime-react';
import type { ReactNode } from 'react';
import { useHealthSentences } from '../../translations/useHealthSentences';
import { useRealtimeWords } from '../../translations/useRealtimeWords';
import { useZone } from './useZone';

const HOUR_MS = 3_600_000;

/** Words, sentences and zone of the reader, for everything that shows health. */
export function HealthFrame(props: { nowMs: number; children: ReactNode }) {
  const { words } = useRealtimeWords();
  const templates = useHealthSentences();
  const { zone } = useZone();
  // Which day it is, in steps: sentences need not be written anew each second.
  const todayMs = Math.floor(props.nowMs / HOUR_MS) * HOUR_MS;
  return (
    <WordsProvider words={words}>
      <HealthReaderProvider zone={zone} todayMs={todayMs} templates={templates}>
        {props.children}
      </HealthReaderProvider>
    </WordsProvider>
  );
}
