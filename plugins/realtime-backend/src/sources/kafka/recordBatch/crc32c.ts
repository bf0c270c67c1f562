import { createFold, FOLD_FROM_BYTES, FOLD_STEP_BYTES } from './crc32cFold';

/** CRC-32C (Castagnoli), reflected; Kafka protects record batches with it. */
const POLYNOMIAL = 0x82f63b78;
const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
/** A quarter faster than 8; twice the tables would fill the fastest cache of a processor. */
const STEP_BYTES = 16;
const STEP_WORDS = STEP_BYTES / 4;
/** Entries of the four tables one word goes through. */
const WORD_TABLES = 4 * 256;
const TABLES = buildTables();
const byModule = createFold(TABLES);

/** CRC-32C of `bytes[start..end)` as an unsigned integer: the check runs over every byte that is fetched. */
export function crc32c(bytes: Uint8Array, start: number, end: number): number {
  if (!byModule || end - start < FOLD_FROM_BYTES) {
    return crc32cByTables(bytes, start, end);
  }
  const steps = Math.floor((end - start) / FOLD_STEP_BYTES);
  const foldEnd = start + steps * FOLD_STEP_BYTES;
  const crc = byModule(-1, bytes, start, foldEnd);
  return ~updateByBytes(crc, bytes, foldEnd, end) >>> 0;
}

/** The same, sixteen tables for sixteen bytes a step. */
export function crc32cByTables(
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  const misaligned = (4 - ((bytes.byteOffset + start) % 4)) % 4;
  const head = isLittleEndian ? Math.min(end, start + misaligned) : end;
  let crc = updateByBytes(-1, bytes, start, head);
  const steps = Math.floor((end - head) / STEP_BYTES);
  if (steps > 0) {
    const at = bytes.byteOffset + head;
    const words = new Int32Array(bytes.buffer, at, steps * STEP_WORDS);
    crc = updateByWords(crc, words);
  }
  crc = updateByBytes(crc, bytes, head + steps * STEP_BYTES, end);
  return ~crc >>> 0;
}

function updateByBytes(
  initial: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  let crc = initial;
  for (let i = start; i < end; i++) {
    crc = TABLES[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  }
  return crc;
}

/** `words`: a whole number of steps. */
function updateByWords(initial: number, words: Int32Array): number {
  let crc = initial;
  for (let i = 0; i < words.length; i += STEP_WORDS) {
    crc =
      fold(words[i] ^ crc, 3 * WORD_TABLES) ^
      fold(words[i + 1], 2 * WORD_TABLES) ^
      fold(words[i + 2], WORD_TABLES) ^
      fold(words[i + 3], 0);
  }
  return crc;
}

/** One word through the four tables at `at`; the word nearest to the end uses the first four. */
function fold(word: number, at: number): number {
  return (
    TABLES[at + 768 + (word & 255)] ^
    TABLES[at + 512 + ((word >>> 8) & 255)] ^
    TABLES[at + 256 + ((word >>> 16) & 255)] ^
    TABLES[at + (word >>> 24)]
  );
}

/** Table k, 256 entries from 256k on: the CRC of a byte that k zero bytes follow. */
function buildTables(): Int32Array {
  const tables = new Int32Array(256 * STEP_BYTES);
  for (let i = 0; i < 256; i++) {
    let crc = i;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc % 2 === 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
      crc >>>= 0;
    }
    tables[i] = crc;
  }
  for (let i = 256; i < tables.length; i++) {
    const previous = tables[i - 256];
    tables[i] = tables[previous & 255] ^ (previous >>> 8);
  }
  return tables;
}
