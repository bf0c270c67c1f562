import {
  MAX_PANEL_SERIES,
  type MetricSeries,
  type SeriesRole,
} from '@backstage-realtime/plugin-realtime-common';
import type { Labels, SampledSeries } from '../../sources/prometheus/series';
import { ROLE_LABEL } from '../queries/askForRevisions';
import type { Window } from '../read/Window';

/** Series as a panel draws them. */
export interface PanelSeries {
  series: MetricSeries[];
  /** Series over the limit of a panel. */
  dropped: number;
  /** There are samples, and none of them is a number. */
  isAllNaN: boolean;
}

/** Labels of a series that are sent, and characters of each. */
const MAX_LABELS = 8;
const MAX_LABEL_LENGTH = 120;

/** `instance` is an address; the others are not what tells series of a panel apart. */
const HIDDEN_LABELS = new Set<string>([ROLE_LABEL, '__name__', 'instance']);

/** Puts series on the grid of a window; what is no sample or no number there is null. */
export function toPanelSeries(
  found: readonly SampledSeries[],
  window: Window,
): PanelSeries {
  const placed = found
    .map(each => toSeries(each, window))
    .filter(each => each !== undefined);
  const numbers = placed.filter(({ values }) => values.some(isNumber));
  const series = pick(numbers);
  return {
    series,
    dropped: numbers.length - series.length,
    isAllNaN: placed.length > 0 && numbers.length === 0,
  };
}

/** undefined for a series without a sample in the window. */
function toSeries(
  { labels, samples }: SampledSeries,
  { fromMs, stepMs, points }: Window,
): MetricSeries | undefined {
  const values = new Array<number | null>(points).fill(null);
  let isEmpty = true;
  for (const { atMs, value } of samples) {
    const index = Math.round((atMs - fromMs) / stepMs);
    if (index < 0 || index >= points) continue;
    values[index] = Number.isFinite(value) ? rounded(value) : null;
    isEmpty = false;
  }
  return isEmpty
    ? undefined
    : { role: roleOf(labels), ...shownLabels(labels), values };
}

/** Seven digits are more than a chart shows, and less than half of what would be sent. */
function rounded(value: number): number {
  return Number(value.toPrecision(7));
}

function roleOf(labels: Labels): SeriesRole {
  const role = labels[ROLE_LABEL];
  return role === 'canary' || role === 'stable' ? role : 'all';
}

function shownLabels(labels: Labels): Pick<MetricSeries, 'labels'> {
  const shown = Object.entries(labels)
    .filter(([name]) => !HIDDEN_LABELS.has(name))
    .slice(0, MAX_LABELS)
    .map(([name, text]) => [name, text.slice(0, MAX_LABEL_LENGTH)]);
  return shown.length === 0 ? {} : { labels: Object.fromEntries(shown) };
}

/** The highest of each role in turns, so that many of one role never hide another. */
function pick(series: readonly MetricSeries[]): MetricSeries[] {
  if (series.length <= MAX_PANEL_SERIES) return [...series].sort(byRole);
  const roles = ROLES.map(role =>
    series.filter(each => each.role === role).sort((a, b) => peak(b) - peak(a)),
  );
  const picked: MetricSeries[] = [];
  for (let i = 0; picked.length < MAX_PANEL_SERIES; i += 1)
    picked.push(...roles.flatMap(list => list.slice(i, i + 1)));
  return picked.slice(0, MAX_PANEL_SERIES).sort(byRole);
}

const ROLES: readonly SeriesRole[] = ['canary', 'stable', 'all'];

function byRole(a: MetricSeries, b: MetricSeries): number {
  return ROLES.indexOf(a.role) - ROLES.indexOf(b.role);
}

function peak({ values }: MetricSeries): number {
  return Math.max(...values.map(value => Math.abs(value ?? 0)));
}

function isNumber(value: number | null): boolean {
  return value !== null;
}
