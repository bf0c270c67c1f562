import {
  formatFinding,
  type Finding,
  type FindingValue,
} from '@backstage-realtime/plugin-realtime-common';
import { useMemo } from 'react';
import { formatEventTime, formatStamp } from '../../format/times';
import { ageText } from '../../health/text/ageText';
import { useHealthText, type HealthText } from '../../health/text/HealthReader';
import { valueText } from '../../health/text/valueText';

/** Writers of sentences, values and times of rollouts for the nearest reader. */
export interface CanaryText extends HealthText {
  /** The sentence at the head, where a time ahead also says how long it still takes. */
  headline(finding: Finding, nowMs: number): string;
  /** `14:06:40`: seconds count while a step lasts a minute; a date when it was another day. */
  clock(atMs: number): string;
}

/** The writers, stable until language, zone or day change. */
export function useCanaryText(): CanaryText {
  const text = useHealthText();
  return useMemo(() => {
    const { words, reader, since } = text;
    const clock = (atMs: number) =>
      isToday(atMs, reader)
        ? formatEventTime(atMs, reader.zone)
        : `${since(atMs)}, ${formatEventTime(atMs, reader.zone).slice(0, 5)}`;
    const value = (v: FindingValue) => valueText(v, clock, words);
    const finding = (f: Finding) =>
      formatFinding(f, { templates: reader.templates, formatValue: value });
    const headline = (f: Finding, nowMs: number) =>
      formatFinding(f, {
        templates: reader.templates,
        formatValue: (v, name) =>
          v.kind === 'time' && name === 'endsAt' && v.atMs > nowMs
            ? words('canary.timeAhead', {
                time: clock(v.atMs),
                span: ageText(v.atMs - nowMs + 999),
              })
            : value(v),
      });
    return { ...text, clock, value, finding, headline };
  }, [text]);
}

function isToday(
  atMs: number,
  { zone, todayMs }: HealthText['reader'],
): boolean {
  const dayOf = (ms: number) => formatStamp(ms, zone).split(' ')[0];
  return dayOf(atMs) === dayOf(todayMs);
}
