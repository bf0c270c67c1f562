/** Where the intended send time stands in a value: 19 digits of ns after this marker. */
const MARKER = '"t":"';

/** Numbers that differ between runs only with the seed. Source: mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state += 0x6d2b79f5;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A JSON value of exactly `bytes` bytes with ids, a level, text and the intended send time. */
export function createValue(
  bytes: number,
  id: number,
  intendedNs: bigint,
): Buffer {
  const head = `{"t":"${intendedNs.toString().padStart(19, '0')}","id":${String(
    id,
  ).padStart(10, '1')},"level":"info","text":"`;
  return Buffer.from(
    `${head}${'x'.repeat(Math.max(0, bytes - head.length - 2))}"}`,
  );
}

/** The intended send time of a value in ns of the monotonic clock; undefined when it carries none. */
export function intendedNsOf(value: Uint8Array): bigint | undefined {
  const text = Buffer.from(
    value.buffer,
    value.byteOffset,
    Math.min(64, value.length),
  ).toString('latin1');
  const at = text.indexOf(MARKER);
  return at < 0
    ? undefined
    : BigInt(text.slice(at + MARKER.length, at + MARKER.length + 19));
}

/**
 * Calls `send` once for each scheduled time, open loop: a late call still
 * carries the time it should have had. Returns how to stop, and the worst lag since it was last asked for.
 */
export function schedule(
  perSecond: number,
  send: (intendedNs: bigint) => void,
) {
  const stepNs = BigInt(Math.round(1e9 / perSecond));
  let next = process.hrtime.bigint();
  let worstLagNs = 0n;
  const timer = setInterval(() => {
    const now = process.hrtime.bigint();
    if (now - next > worstLagNs) worstLagNs = now - next;
    for (; next <= now; next += stepNs) send(next);
  }, 1);
  return {
    stop: () => clearInterval(timer),
    takeWorstLagMs: () => {
      const worstMs = Number(worstLagNs) / 1e6;
      worstLagNs = 0n;
      return worstMs;
    },
  };
}
