import {
  formatDuration,
  type Missing,
  type MetricPanel,
} from '@backstage-realtime/plugin-realtime-common';
import type { NamedQuery } from '../../config/prometheus/settings';
import { PrometheusFailure } from '../../sources/prometheus/PrometheusFailure';
import { withoutAddresses } from '../../withoutAddresses';
import { askForRevisions } from '../queries/askForRevisions';
import type { QueryTemplate } from '../queries/QueryTemplate';
import type { RangeAnswer, SharedRanges } from '../read/SharedRanges';
import type { Window } from '../read/Window';
import type { RolloutRevisions } from '../RolloutHashes';
import { keepLast, type DrawnPanel } from './keepLast';
import { toPanelSeries } from './toPanelSeries';

/** A named query, read once from app-config. */
export interface CompiledQuery extends NamedQuery {
  name: string;
  template: QueryTemplate;
}

/** What a reading is about. */
export interface PanelContext {
  names: { namespace: string; rollout: string; service?: string };
  revisions: RolloutRevisions;
  /** Why revisions are not known. */
  revisionsMissing?: Missing;
  window: Window;
}

/** Words of Prometheus on one panel that are sent, and characters of each. */
const MAX_WARNINGS = 5;
const MAX_WARNING_LENGTH = 200;

/** Clocks differ by less without anybody noticing in a chart of minutes. */
const MAX_SKEW_MS = 30_000;

/** Reads one panel of one rollout, and remembers what it last drew. */
export class PanelReader {
  private last?: DrawnPanel;

  constructor(
    private readonly query: CompiledQuery,
    private readonly ranges: SharedRanges,
  ) {}

  /** undefined for an optional panel with nothing to draw. Never rejects for what Prometheus does. */
  async read(context: PanelContext): Promise<MetricPanel | undefined> {
    const { names, revisions, window } = context;
    const query = askForRevisions(this.query.template, names, revisions);
    if (query === undefined) return this.failed(whyNot(context), window);
    try {
      const answer = await this.ranges.read(query, window);
      return this.answered(answer, window);
    } catch (error) {
      if (!(error instanceof PrometheusFailure)) throw error;
      return this.failed(error.missing, window);
    }
  }

  private answered(
    answer: RangeAnswer,
    window: Window,
  ): MetricPanel | undefined {
    const { series, dropped, isAllNaN } = toPanelSeries(answer.data, window);
    const panel: MetricPanel = {
      ...this.empty(),
      series,
      dropped: dropped + answer.dropped,
      warnings: remarks(answer),
      readAtMs: answer.readAtMs,
    };
    if (series.length > 0) {
      this.last = { panel, window };
      return panel;
    }
    // An answer, and a newer one than what was drawn before: it is not stale.
    this.last = undefined;
    if (this.query.isOptional) return undefined;
    return { ...panel, missing: isAllNaN ? NOT_A_NUMBER : NO_DATA };
  }

  private failed(missing: Missing, window: Window): MetricPanel {
    return keepLast({ panel: this.empty(), missing }, window, this.last);
  }

  private empty(): MetricPanel {
    const { name, title, unit, limit } = this.query;
    return {
      query: name,
      title,
      unit,
      ...(limit && { limit }),
      series: [],
      dropped: 0,
      warnings: [],
    };
  }
}

const NO_DATA: Missing = {
  code: 'no-data',
  detail: 'Prometheus has no such series in this time',
};

const NOT_A_NUMBER: Missing = {
  code: 'not-a-number',
  detail:
    'every value is NaN or infinite, as where nothing is divided by nothing',
};

function whyNot({ revisions, revisionsMissing, names }: PanelContext): Missing {
  if (revisionsMissing) return revisionsMissing;
  const hasRevision = revisions.stable ?? revisions.canary;
  return {
    code: 'not-asked',
    detail: hasRevision
      ? `a name that the query needs is missing for ${names.rollout}`
      : `${names.rollout} has no revision yet`,
  };
}

function remarks({ warnings, infos, aheadMs = 0 }: RangeAnswer): string[] {
  const said = [...warnings, ...infos]
    .slice(0, MAX_WARNINGS)
    .map(words => withoutAddresses(words, MAX_WARNING_LENGTH));
  return Math.abs(aheadMs) < MAX_SKEW_MS ? said : [skew(aheadMs), ...said];
}

/** Values are asked for by our clock and written by theirs. */
function skew(aheadMs: number): string {
  const side = aheadMs > 0 ? 'ahead of' : 'behind';
  const by = formatDuration(Math.abs(aheadMs));
  return `the clock of Prometheus is ${by} ${side} ours, so values are drawn at other times than they were measured, or are missing`;
}
