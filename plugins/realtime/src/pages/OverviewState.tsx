import type { TopicHealthOverview } from '@backstage-realtime/plugin-realtime-common';
import {
  formatSpan,
  Panel,
  StatePanel,
  useHealthText,
  type HealthText,
  type PanelFacts,
  type StateSnapshot,
} from '@backstage-realtime/plugin-realtime-react';
import { ANNOTATION_LINE } from '../entity/NoStreams';

/** The stream of the list. */
export interface OverviewStateProps {
  snapshot: StateSnapshot<TopicHealthOverview> | undefined;
  /** The catalog has answered, and nothing is owned. */
  isEmpty: boolean;
  nowMs: number;
  onRefresh(): void;
}

/** Says why there are no rows, or why those below are old. */
export function OverviewState(props: OverviewStateProps) {
  const text = useHealthText();
  const facts = overviewFacts(props, text);
  if (!facts) return null;
  return (
    <Panel>
      <StatePanel
        facts={facts}
        place={props.snapshot?.value ? 'above' : 'instead'}
        onAction={props.onRefresh}
      />
    </Panel>
  );
}

function overviewFacts(
  { snapshot, isEmpty, nowMs }: OverviewStateProps,
  text: HealthText,
): PanelFacts | undefined {
  const { words, since } = text;
  if (isEmpty) {
    return {
      headline: words('owned.emptyHeadline'),
      text: words('owned.emptyText'),
      detail: ANNOTATION_LINE,
    };
  }
  const status = snapshot?.status;
  if (status?.state === 'refused') return refusedFacts(status, text);
  if (status?.state === 'unreachable') {
    const headline = words('health.unreachableHeadline', {
      part: words('health.theServer'),
      time: since(status.sinceMs),
    });
    return {
      headline,
      text: awayText(snapshot, nowMs, text),
      button: retry(text),
    };
  }
  if (snapshot?.value) return undefined;
  return {
    headline: words('owned.loadingHeadline'),
    text: words('owned.loadingText'),
    isLoading: true,
  };
}

const retry = ({ words }: HealthText): PanelFacts['button'] => ({
  name: 'retry',
  label: words('health.tryNow'),
});

function refusedFacts(
  { code, message }: { code: string; message: string },
  text: HealthText,
): PanelFacts {
  const { words } = text;
  if (code === 'realtime.stream.forbidden') {
    return {
      headline: words('owned.forbiddenHeadline'),
      text: words('owned.forbiddenText', { permission: 'realtime.topic.read' }),
    };
  }
  const isBudget = code === 'realtime.stream.over-budget';
  return {
    headline: words(
      isBudget ? 'health.overBudgetHeadline' : 'owned.refusedHeadline',
    ),
    text: message,
    button: retry(text),
  };
}

/** How often was tried, and what stays on the page meanwhile. */
function awayText(
  snapshot: StateSnapshot<TopicHealthOverview> | undefined,
  nowMs: number,
  { words }: HealthText,
): string {
  const status = snapshot?.status;
  if (status?.state !== 'unreachable') return '';
  const tries = words('panel.tries', { count: status.tries });
  const waitMs = (status.nextTryAtMs ?? nowMs) - nowMs;
  const text =
    waitMs < 1_000
      ? words('panel.triesNow', { tries })
      : words('panel.triesNext', { tries, span: formatSpan(waitMs) });
  return snapshot?.value ? `${text} ${words('owned.kept')}` : text;
}
