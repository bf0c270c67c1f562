/** Reflected Castagnoli polynomial; Kafka's record batches v2 use CRC-32C. */
const POLYNOMIAL = 0x82f63b78;
const SLICES = 4;

/** Table `n` advances a byte over `n` more bytes: four bytes go at a time. */
const TABLES = buildTables();
const [T0, T1, T2, T3] = TABLES;

export function computeCrc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  let at = 0;
  for (const end = bytes.length - (SLICES - 1); at < end; at += SLICES) {
    crc =
      T3[(crc ^ bytes[at]) & 0xff] ^
      T2[((crc >>> 8) ^ bytes[at + 1]) & 0xff] ^
      T1[((crc >>> 16) ^ bytes[at + 2]) & 0xff] ^
      T0[(crc >>> 24) ^ bytes[at + 3]];
  }
  for (; at < bytes.length; at += 1) {
    crc = T0[(crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function buildTables(): Int32Array[] {
  const tables = Array.from({ length: SLICES }, () => new Int32Array(256));
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    }
    tables[0][byte] = crc;
  }
  for (let slice = 1; slice < SLICES; slice += 1) {
    for (let byte = 0; byte < 256; byte += 1) {
      const crc = tables[slice - 1][byte];
      tables[slice][byte] = tables[0][crc & 0xff] ^ (crc >>> 8);
    }
  }
  return tables;
}
