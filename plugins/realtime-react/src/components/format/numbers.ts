/** U+00A0: keeps a number and its unit on one line. */
const NBSP = '\u00a0';

/** U+2009: groups the digits of an offset without looking like a separator. */
const THIN = '\u2009';

/** `48 211 863` with thin spaces; an offset is never shortened. @public */
export function formatOffset(offset: string): string {
  return offset.replace(/\B(?=(\d{3})+$)/g, THIN);
}

/** `1,062`. @public */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** Number of a rate without its `/s`: two to four digits, one decimal below ten. @public */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return '0';
  return perSecond < 10 ? perSecond.toFixed(1) : formatCount(perSecond);
}

/** `37 %` of a share from 0 to 1. @public */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)}${NBSP}%`;
}

/** Span in at most two units: `0.3 s`, `48 s`, `3 min 12 s`, `6 h 54 min`, `2 d 3 h`. @public */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 9.95) {
    const short = seconds.toFixed(1);
    return `${short === '0.0' ? '0' : short}${NBSP}s`;
  }
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${NBSP}s`;
  if (whole < 3600) return twoUnits(whole, 60, 'min', 's');
  const minutes = Math.round(whole / 60);
  if (minutes < 24 * 60) return twoUnits(minutes, 60, 'h', 'min');
  return twoUnits(Math.round(minutes / 60), 24, 'd', 'h');
}

/** Bytes in powers of 1,000: `214 B`, `1.2 kB`, `4.1 MB`. @public */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${NBSP}B`;
  const [value, unit] =
    bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${value < 100 ? value.toFixed(1) : formatCount(value)}${NBSP}${unit}`;
}

function twoUnits(total: number, per: number, large: string, small: string) {
  const rest = total % per;
  const head = `${Math.floor(total / per)}${NBSP}${large}`;
  return rest === 0 ? head : `${head} ${rest}${NBSP}${small}`;
}

/** First letter large, as at the beginning of a sentence: `Broker 1 of cluster local`. @public */
export function toSentenceCase(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
