import { toOffset, type Offset } from '../model/offset';

/** Next offset per partition, and the epoch of the log they belong to. @public */
export interface Positions {
  /** Changes when the log behind the key is another one: topic id, or id of a reader without offsets. */
  epoch: string;
  next: Map<number, Offset>;
}

/** `<epoch>;0:1204,1:99`. Opaque to the viewer; it grants nothing, since subscribing authorises. @public */
export function encodeResume(positions: Positions): string {
  const parts = [...positions.next].map(
    ([partition, next]) => `${partition}:${next}`,
  );
  return `${encodeURIComponent(positions.epoch)};${parts.join(',')}`;
}

/** undefined for a string that is not a resume position. @public */
export function decodeResume(text: string): Positions | undefined {
  const [epoch, list, ...rest] = text.split(';');
  if (epoch === undefined || list === undefined || rest.length > 0)
    return undefined;
  const next = new Map<number, Offset>();
  for (const part of list === '' ? [] : list.split(',')) {
    const match = /^(\d{1,7}):(\d{1,19})$/.exec(part);
    if (!match) return undefined;
    next.set(Number(match[1]), toOffset(BigInt(match[2])));
  }
  return { epoch: safeDecode(epoch), next };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
