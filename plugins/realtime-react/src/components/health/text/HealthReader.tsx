import { createContext, useContext, useMemo, type ReactNode } from 'react';
import {
  formatFinding,
  type CheckResult,
  type Finding,
  type FindingFormat,
  type FindingValue,
  type Missing,
} from '@backstage-realtime/plugin-realtime-common';
import type { Zone } from '../../format/times';
import { useWords, type Words } from '../../words/WordsContext';
import { findingParts, type FindingPart } from './findingParts';
import { missingText } from './missingText';
import { sinceText } from './sinceText';
import { turningText } from './turningText';
import { valueText } from './valueText';

/** How sentences of health are written for one reader. @public */
export interface HealthReader {
  /** Zone of every time inside a sentence. */
  zone: Zone;
  /** Times of another day than this one are written as a date; ms since 1970. */
  todayMs: number;
  /** Sentences in the reader's language by key; English without it. */
  templates?: FindingFormat['templates'];
}

const ReaderContext = createContext<HealthReader>({ zone: 'utc', todayMs: 0 });

/** Sets zone, day and language of the health sentences below it. @public */
export function HealthReaderProvider(
  props: HealthReader & { children: ReactNode },
) {
  const { zone, todayMs, templates, children } = props;
  const reader = useMemo(
    () => ({ zone, todayMs, templates }),
    [zone, todayMs, templates],
  );
  return (
    <ReaderContext.Provider value={reader}>{children}</ReaderContext.Provider>
  );
}

/** Writers of sentences, values and times for the nearest reader. @public */
export interface HealthText {
  words: Words;
  reader: HealthReader;
  finding(finding: Finding): string;
  /** What a check found, in a sentence that fits its verdict while it turns. */
  said(check: CheckResult): string;
  /** The sentence in pieces, so that its values can stand out. */
  parts(finding: Finding): FindingPart[];
  value(value: FindingValue): string;
  missing(missing: Missing): string;
  /** `14:02`; a date when it was another day. */
  since(atMs: number): string;
}

/** The writers, stable until language, zone or day change. @public */
export function useHealthText(): HealthText {
  const words = useWords();
  const reader = useContext(ReaderContext);
  return useMemo(() => {
    const since = (atMs: number) => sinceText(atMs, reader, words);
    const value = (v: FindingValue) => valueText(v, since, words);
    const finding = (f: Finding) =>
      formatFinding(f, { templates: reader.templates, formatValue: value });
    return {
      words,
      reader,
      since,
      value,
      finding,
      said: check => turningText(check, finding(check.finding), words),
      parts: f => findingParts(f, reader.templates, value),
      missing: m => missingText(m, words),
    };
  }, [words, reader]);
}
