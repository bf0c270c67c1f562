/** CRC-32C (Castagnoli), reflected; Kafka protects record batches with it. */
const POLYNOMIAL = 0x82f63b78;
const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
const [T0, T1, T2, T3, T4, T5, T6, T7] = buildTables();

/**
 * CRC-32C of `bytes[start..end)` as an unsigned integer. Eight tables, so that
 * eight bytes cost one step: the check runs over every byte that is fetched.
 */
export function crc32c(bytes: Uint8Array, start: number, end: number): number {
  const misaligned = (4 - ((bytes.byteOffset + start) % 4)) % 4;
  const head = isLittleEndian ? Math.min(end, start + misaligned) : end;
  let crc = updateByBytes(-1, bytes, start, head);
  const pairs = Math.floor((end - head) / 8);
  if (pairs > 0) {
    const at = bytes.byteOffset + head;
    crc = updateByWords(crc, new Int32Array(bytes.buffer, at, pairs * 2));
  }
  crc = updateByBytes(crc, bytes, head + pairs * 8, end);
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
    crc = T0[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  }
  return crc;
}

function updateByWords(initial: number, words: Int32Array): number {
  let crc = initial;
  for (let i = 0; i < words.length; i += 2) {
    const low = words[i] ^ crc;
    const high = words[i + 1];
    crc =
      T7[low & 255] ^
      T6[(low >>> 8) & 255] ^
      T5[(low >>> 16) & 255] ^
      T4[low >>> 24] ^
      T3[high & 255] ^
      T2[(high >>> 8) & 255] ^
      T1[(high >>> 16) & 255] ^
      T0[high >>> 24];
  }
  return crc;
}

function buildTables(): Int32Array[] {
  const tables = Array.from({ length: 8 }, () => new Int32Array(256));
  for (let i = 0; i < 256; i++) {
    let crc = i;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc % 2 === 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
      crc >>>= 0;
    }
    tables[0][i] = crc;
  }
  for (let t = 1; t < 8; t++) {
    for (let i = 0; i < 256; i++) {
      const previous = tables[t - 1][i];
      tables[t][i] = tables[0][previous & 255] ^ (previous >>> 8);
    }
  }
  return tables;
}
