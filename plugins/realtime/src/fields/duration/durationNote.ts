import { parseDurationMs } from '@backstage-realtime/plugin-realtime-common';
import type { CreateWords } from '../../translations/createWords';
import type { FieldNote } from '../form/FieldNotes';

type Unit = 'ms' | 's' | 'm' | 'h' | 'd';

/** A duration in words, or what a duration is; nothing for an empty field. */
export function durationNote(
  text: string | undefined,
  words: CreateWords,
): FieldNote | undefined {
  if (!text) return undefined;
  if (parseDurationMs(text) === undefined)
    return { kind: 'error', text: words('rule.duration') };
  const [, count, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  const inWords = words(`duration.${unit as Unit}`, { count: Number(count) });
  return {
    kind: 'ok',
    text: words('duration.is', { value: text, words: inWords }),
  };
}
