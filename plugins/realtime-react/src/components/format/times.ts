/** Zone of every time stamp of a view; one switch for all views. @public */
export type Zone = 'utc' | 'local';

const two = (n: number) => String(n).padStart(2, '0');

interface Clock {
  date: string;
  time: string;
}

function readClock(ms: number, zone: Zone): Clock {
  const d = new Date(ms);
  if (Number.isNaN(d.getTime())) return { date: '-', time: '-' };
  if (zone === 'utc') {
    const iso = d.toISOString();
    const at = iso.indexOf('T');
    return { date: iso.slice(0, at), time: iso.slice(at + 1, -1) };
  }
  const ms3 = String(d.getMilliseconds()).padStart(3, '0');
  return {
    date: `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`,
    time: `${two(d.getHours())}:${two(d.getMinutes())}:${two(
      d.getSeconds(),
    )}.${ms3}`,
  };
}

/** `14:07:33.402`: time stamp of a record. @public */
export function formatRecordTime(ms: number, zone: Zone): string {
  return readClock(ms, zone).time;
}

/** `14:07:33`: an event of the stream. @public */
export function formatEventTime(ms: number, zone: Zone): string {
  return readClock(ms, zone).time.slice(0, 8);
}

/** `2026-11-21 14:07:33.402`; the zone is said beside it. @public */
export function formatStamp(ms: number, zone: Zone): string {
  const { date, time } = readClock(ms, zone);
  return `${date} ${time}`;
}

/** Full ISO stamp for a title; `invalid time` for a number that is no time. @public */
export function formatIso(ms: number): string {
  const d = new Date(ms);
  return Number.isNaN(d.getTime()) ? 'invalid time' : d.toISOString();
}
