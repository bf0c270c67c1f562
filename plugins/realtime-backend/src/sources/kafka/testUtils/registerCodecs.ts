import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { CompressionCodecs, CompressionTypes } from 'kafkajs';
import { compressLz4, compressXerial } from './buildBatch';

/** The codec table of kafkajs; its type declarations leave the shape of an entry open. */
const codecs = CompressionCodecs as Record<number, unknown>;

/** Lets the producer of kafkajs write what it has no codec for. */
export function registerCodecs(): void {
  register(CompressionTypes.Snappy, compressXerial);
  register(CompressionTypes.LZ4, compressLz4);
  register(CompressionTypes.ZSTD, zstdCompressSync);
}

function register(type: number, compress: (plain: Buffer) => Buffer): void {
  codecs[type] = () => ({
    compress: async ({ buffer }: { buffer: Buffer }) => compress(buffer),
    decompress: async (bytes: Buffer) => zstdDecompressSync(bytes),
  });
}
