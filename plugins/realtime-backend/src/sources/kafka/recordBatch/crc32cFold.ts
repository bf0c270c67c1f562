/**
 * Much faster than tables for long stretches, and within the process: zlib's
 * native CRC is another polynomial.
 *
 * A CRC is the remainder of the data, read as a polynomial over two values, by
 * the polynomial P. Whatever is divided by a multiple of P first keeps that
 * remainder, and one multiple is short to write down:
 *
 *   x^2101 + x^258 + x^198 + x^177 + x^25 + 1
 *
 * Squaring such a sum squares each of its terms, so with every exponent times
 * eight it is still a multiple, and dividing by it takes whole bytes: a byte
 * goes away by being added to the bytes 1,843, 1,903, 1,924, 2,076 and 2,101
 * behind it. Sixteen bytes are one step of six loads, five xors and a store.
 * The step before lies over 1,800 bytes back, so that no load meets a store the
 * processor has not finished. What is left, some 2,100 bytes, goes through the
 * tables. Exponents were searched for; the tests hold the module against the
 * definition bit by bit. The source of the module: crc32cFold.wat.
 */
const MODULE = [
  'AGFzbQEAAAABBwFgAn9/AX8DAgEABQMBAAMHEwIGbWVtb3J5AgAGdXBkYXRlAAAKgwQBgA',
  'QBBn9BAEEAKAKAwAYgAHM2AoDABkEAIQAgAUGwEkoEQCABQbUQa0FwcSEDIANBgMABakEA',
  'QdAQ/AsAA0AgAiAC/QAEgMAGIAL9AADNsQH9USAC/QAAkbEBIAL9AAD8sAH9Uf1RIAL9AA',
  'DkrwEgAv0AAMuvAf1R/VH9CwSAwAEgAkEQaiECIAIgA0kNAAsDQCACIAL9AASAwAYgAv0A',
  'AM2xAf1RIAL9AACRsQEgAv0AAPywAf1R/VEgAv0AAOSvASAC/QAAy68B/VH9Uf0LBIDABi',
  'ACQRBqIQIgAiABSQ0ACyADIQILA0AgACACKAKAwAZzIQQgAigChMAGIQUgAigCiMAGIQYg',
  'AigCjMAGIQcgBUECdEH8B3EoAoBYIAVBBnZB/AdxKAKAUHMgBUEOdkH8B3EoAoBIIAVBFn',
  'ZB/AdxKAKAQHNzIAZBAnRB/AdxKAKAOCAGQQZ2QfwHcSgCgDBzIAZBDnZB/AdxKAKAKCAG',
  'QRZ2QfwHcSgCgCBzc3MgB0ECdEH8B3EoAoAYIAdBBnZB/AdxKAKAEHMgB0EOdkH8B3EoAo',
  'AIIAdBFnZB/AdxKAIAc3MgBEECdEH8B3EoAoB4IARBBnZB/AdxKAKAcHMgBEEOdkH8B3Eo',
  'AoBoIARBFnZB/AdxKAKAYHNzc3MhACACQRBqIQIgAiABSQ0ACyAACw==',
].join('');

/** Where the module wants the data, and the most it takes at a time. */
const DATA_AT = 106_496;
const MOST_BYTES = 65_536;

/** Bytes the module takes are a multiple of this. */
export const FOLD_STEP_BYTES = 16;

/** Below this the call and the copy cost more than they save. */
export const FOLD_FROM_BYTES = 1_024;

/** State after `bytes[start..end)`, a multiple of {@link FOLD_STEP_BYTES}, from the state before. */
export type Fold = (
  crc: number,
  bytes: Uint8Array,
  start: number,
  end: number,
) => number;

/** undefined where a process runs without WebAssembly or its vectors: tables do as well. `tables`: those of crc32c.ts. */
export function createFold(tables: Int32Array): Fold | undefined {
  const code = Buffer.from(MODULE, 'base64');
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(code)) {
    return undefined;
  }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code));
  const { buffer } = exports.memory as WebAssembly.Memory;
  const update = exports.update as (crc: number, length: number) => number;
  new Int32Array(buffer).set(tables);
  const data = new Uint8Array(buffer, DATA_AT, MOST_BYTES);
  return (initial, bytes, start, end) => {
    let crc = initial;
    for (let at = start; at < end; at += MOST_BYTES) {
      const part = bytes.subarray(at, Math.min(end, at + MOST_BYTES));
      data.set(part);
      crc = update(crc, part.length);
    }
    return crc;
  };
}
