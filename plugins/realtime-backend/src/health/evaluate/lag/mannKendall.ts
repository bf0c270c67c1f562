/**
 * Score of the Mann-Kendall test: how sure a series goes up (positive) or down
 * (negative), whatever the shape. Beyond ±2.58 a trend is real with 99 %. Zero
 * for fewer than three values or none that differ. Costs n² / 2 comparisons, so
 * give it tens of values, not thousands.
 *
 * Source: Mann 1945, Kendall 1975; variance corrected for ties.
 */
export function mannKendall(values: readonly number[]): number {
  const n = values.length;
  if (n < 3) return 0;
  const score = sumOfSigns(values);
  const variance = (n * (n - 1) * (2 * n + 5) - tieTerm(values)) / 18;
  if (score === 0 || variance <= 0) return 0;
  return (score - Math.sign(score)) / Math.sqrt(variance);
}

function sumOfSigns(values: readonly number[]): number {
  let sum = 0;
  for (let later = 1; later < values.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      if (values[later] > values[earlier]) sum += 1;
      else if (values[later] < values[earlier]) sum -= 1;
    }
  }
  return sum;
}

function tieTerm(values: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  let term = 0;
  for (const size of sizes.values()) term += size * (size - 1) * (2 * size + 5);
  return term;
}
