import {
  HealthReaderProvider,
  WordsProvider,
} from '@backstage-realtime/plugin-realtime-react';
import type { ReactNode } from 'react';
import { useRealtimeWords } from '../translations/useRealtimeWords';
import { useZone } from './topics/useZone';

const HOUR_MS = 3_600_000;

/** Words and zone of the reader, and the sentences of what is shown. */
export function ReaderFrame(props: {
  nowMs: number;
  templates: Record<string, string>;
  children: ReactNode;
}) {
  const { words } = useRealtimeWords();
  const { zone } = useZone();
  // Which day it is, in steps: sentences need not be written anew each second.
  const todayMs = Math.floor(props.nowMs / HOUR_MS) * HOUR_MS;
  return (
    <WordsProvider words={words}>
      <HealthReaderProvider
        zone={zone}
        todayMs={todayMs}
        templates={props.templates}
      >
        {props.children}
      </HealthReaderProvider>
    </WordsProvider>
  );
}
