/** A limit this many times above the highest reading would flatten the line. */
const FAR = 6;

/**
 * Upper end of a value axis, which always begins at zero. The lowest limit is
 * always in sight, a further one when it is not too far above the readings.
 */
export function plotTop(
  values: Iterable<number | null>,
  limits: number[],
): number {
  let highest = 0;
  for (const value of values) highest = Math.max(highest, value ?? 0);
  const inSight = [...limits]
    .sort((a, b) => a - b)
    .filter((v, i) => i === 0 || v <= FAR * highest);
  return Math.max(highest, ...inSight, Number.MIN_VALUE) * 1.12;
}
