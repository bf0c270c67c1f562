import { isUtf8 } from 'node:buffer';
import { MASK_TOKEN } from '@backstage-realtime/plugin-realtime-common';
import type { ByteSink } from '../json/ByteSink';
import { JsonScanner } from '../json/JsonScanner';
import type { PathState } from './PathState';

const TOKEN = `"${MASK_TOKEN}"`;
const scanner = new JsonScanner();

/**
 * Copies JSON text into `sink` with every masked value replaced, and answers how
 * many were. 0: nothing was masked and nothing copied, the original may be
 * shown. undefined: the range is not one JSON value in UTF-8, so that what it
 * hides cannot be known and it must be withheld.
 */
export function maskJson(
  bytes: Uint8Array,
  start: number,
  end: number,
  root: PathState,
  sink: ByteSink,
): number | undefined {
  sink.reset();
  if (!isUtf8(bytes.subarray(start, end))) return undefined;
  let copied = start;
  let masked = 0;
  const isJson = scanner.scan(bytes, start, end, root, (from, to) => {
    sink.append(bytes, copied, from);
    sink.text(TOKEN);
    copied = to;
    masked += 1;
  });
  if (!isJson) return undefined;
  if (masked > 0) sink.append(bytes, copied, end);
  return masked;
}
