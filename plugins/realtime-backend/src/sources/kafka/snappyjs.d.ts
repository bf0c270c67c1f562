declare module 'snappyjs' {
  /** Inflates one raw block. Throws when it is damaged or over `maxLength` bytes. */
  export function uncompress(compressed: Buffer, maxLength?: number): Buffer;
  export function compress(plain: Buffer): Buffer;
}
