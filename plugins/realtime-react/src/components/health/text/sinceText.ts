import { formatEventTime, formatStamp, type Zone } from '../../format/times';
import type { Words } from '../../words/WordsContext';

/** `14:02`; `Nov 12` when it was not today, because an hour alone would mislead. */
export function sinceText(
  atMs: number,
  reader: { zone: Zone; todayMs: number },
  words: Words,
): string {
  const stamp = formatStamp(atMs, reader.zone);
  const today = formatStamp(reader.todayMs, reader.zone);
  const [date] = stamp.split(' ');
  if (date === today.split(' ')[0]) {
    return formatEventTime(atMs, reader.zone).slice(0, 5);
  }
  const [, month, day] = date.split('-').map(Number);
  const name = words('health.months').split(' ')[month - 1] ?? date;
  return words('health.day', { month: name, day });
}
