/** Buckets a power of two is cut into: an error of at most 1/128, under 1 %. */
const SUB_BUCKETS = 128;

/**
 * Log-linear histogram of non-negative integers (µs). Memory does not grow with
 * the number of values; any quantile is off by less than 1 %.
 */
export class Histogram {
  private readonly counts = new Float64Array(64 * SUB_BUCKETS);
  private total = 0;
  private largest = 0;

  get count(): number {
    return this.total;
  }

  get max(): number {
    return this.largest;
  }

  add(value: number, times = 1): void {
    const clamped = Math.max(0, Math.round(value));
    this.counts[bucketOf(clamped)] += times;
    this.total += times;
    if (clamped > this.largest) this.largest = clamped;
  }

  /** Smallest value that `share` (0..1) of all values do not exceed; undefined while empty. */
  quantile(share: number): number | undefined {
    if (this.total === 0) return undefined;
    let left = Math.ceil(this.total * share);
    for (let bucket = 0; bucket < this.counts.length; bucket++) {
      left -= this.counts[bucket];
      if (left <= 0) return Math.min(upperEdge(bucket), this.largest);
    }
    return this.largest;
  }

  /** Adds everything another histogram holds. */
  merge(other: Histogram): void {
    other.counts.forEach((count, bucket) => {
      this.counts[bucket] += count;
    });
    this.total += other.total;
    this.largest = Math.max(this.largest, other.largest);
  }

  clear(): void {
    this.counts.fill(0);
    this.total = 0;
    this.largest = 0;
  }

  toJSON(): number[] {
    const last = this.counts.findLastIndex(count => count > 0);
    return Array.from(this.counts.subarray(0, last + 1));
  }

  static fromJSON(counts: number[], max: number): Histogram {
    const histogram = new Histogram();
    counts.forEach((count, bucket) => {
      histogram.counts[bucket] = count;
      histogram.total += count;
    });
    histogram.largest = max;
    return histogram;
  }
}

function bucketOf(value: number): number {
  if (value < SUB_BUCKETS) return value;
  const power = Math.floor(Math.log2(value)) - 7;
  return power * SUB_BUCKETS + Math.floor(value / 2 ** power);
}

function upperEdge(bucket: number): number {
  if (bucket < SUB_BUCKETS * 2) return bucket;
  const power = Math.floor(bucket / SUB_BUCKETS) - 1;
  return (bucket - power * SUB_BUCKETS + 1) * 2 ** power - 1;
}
