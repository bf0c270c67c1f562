/** Labels of a series; the name of the metric is `__name__`. */
export type Labels = Readonly<Record<string, string>>;

/** A value at a time in ms since 1970. NaN and infinities are kept: they are answers. */
export interface Sample {
  atMs: number;
  value: number;
}

/** One series with its samples, oldest first. */
export interface SampledSeries {
  labels: Labels;
  samples: Sample[];
}

/** An answer, with what Prometheus says about it; its words may hold addresses. */
export interface PrometheusAnswer<T> {
  data: T;
  /** The answer may not be whole. */
  warnings: string[];
  /** Remarks on the query. */
  infos: string[];
  /** Series over the limit, or without plain numbers, that are left out. */
  dropped: number;
  /** How far the clock of whoever answered is ahead of ours, to a second; behind is negative. Missing when it is not told. */
  aheadMs?: number;
}
