import {
  parseStreamKey,
  streamTitle,
  type WatchedStream,
} from '@backstage-realtime/plugin-realtime-common';
import type { StreamSnapshot } from '../../store/StreamSnapshot';
import {
  formatCount,
  formatShare,
  formatSpan,
  toSentenceCase,
} from '../format/numbers';
import { formatEventTime } from '../format/times';
import { retell } from '../words/retell';
import type { WordKey } from '../words/WordsContext';
import { TRYING_MS } from './bandTroubles';
import type { ViewContext } from './bandTypes';
import { readViewState, type ViewState } from './viewState';

/** What a reader can do about a state. @public */
export type PanelActionName =
  | 'retry'
  | 'start-instead'
  | 'clear-filter'
  | 'ask-owner'
  | 'continue-now'
  | 'continue-buffer'
  | 'continue-scan'
  | 'from-now';

/** A button under the sentence of a state. @public */
export interface PanelAction {
  name: PanelActionName;
  label: string;
  /** The one step the sentence calls next. */
  isFilled?: boolean;
  /** Of `start-instead`: what ends for it. */
  insteadOf?: WatchedStream;
}

/** Body of a state: a headline, sentences, at most one button (or a choice of like ones) and one link. @public */
export interface PanelFacts {
  headline: string;
  text: string;
  /** What a machine said; shown as code. */
  detail?: string;
  button?: PanelAction;
  /** Buttons of which a person picks one, in the place of the one. */
  choices?: PanelAction[];
  link?: PanelAction;
  /** Nothing came yet: grey lines stand where rows will be. */
  isLoading?: boolean;
}

/** What the panel needs besides the snapshot. @public */
export interface PanelContext extends ViewContext {
  entityTitle: string;
  owner?: string;
}

/** Body for a snapshot; undefined when the rows speak for themselves. @public */
export function panelFacts(
  snapshot: StreamSnapshot,
  context: PanelContext,
): PanelFacts | undefined {
  const state = readViewState(snapshot);
  const read = PANELS[state.kind] as Read<ViewState['kind']> | undefined;
  return read?.(state as never, context, snapshot);
}

type Read<K extends ViewState['kind']> = (
  state: Extract<ViewState, { kind: K }>,
  context: PanelContext,
  snapshot: StreamSnapshot,
) => PanelFacts;

function action(
  context: PanelContext,
  name: PanelActionName,
  key: WordKey,
  isFilled = false,
): PanelAction {
  return { name, label: context.words(key), isFilled };
}

const tryNow = (c: PanelContext) => action(c, 'retry', 'panel.tryNow');
const tryAgain = (c: PanelContext) => action(c, 'retry', 'panel.tryAgain');
const reconnect = (c: PanelContext) => action(c, 'retry', 'panel.reconnect');

/** `14 tries, next in 12 s.` */
function triesText(
  state: { tries: number; nextTryAtMs?: number },
  { words, nowMs }: PanelContext,
): string {
  const tries = words('panel.tries', { count: state.tries });
  if (state.nextTryAtMs === undefined)
    return words('panel.triesOnly', { tries });
  const waitMs = state.nextTryAtMs - nowMs;
  return waitMs < TRYING_MS
    ? words('panel.triesNow', { tries })
    : words('panel.triesNext', { tries, span: formatSpan(waitMs) });
}

/** More would be a menu; the sentence names them all. */
const MAX_CHOICES = 3;

/** Two tabs with the same stream make one choice: the longer open one ends. */
function stopChoices(
  watching: WatchedStream[],
  c: PanelContext,
): PanelAction[] {
  const keys = watching.map(({ stream }) => stream);
  return watching
    .filter(({ stream }, index) => keys.indexOf(stream) === index)
    .slice(0, MAX_CHOICES)
    .map(insteadOf => ({
      name: 'start-instead',
      label: c.words('panel.startInstead', { title: titleOf(insteadOf) }),
      insteadOf,
    }));
}

function titleOf({ stream }: WatchedStream): string {
  const ref = parseStreamKey(stream);
  return ref ? streamTitle(ref) : stream;
}

const PANELS: { [K in ViewState['kind']]?: Read<K> } = {
  connecting: (s, c) => ({
    isLoading: true,
    headline: c.words('panel.loadingHeadline', { system: c.system }),
    text: c.words('panel.loadingText', {
      n: s.stepNumber,
      step: c.words(`panel.${s.step}`),
    }),
  }),
  empty: (s, c) =>
    s.filtered > 0
      ? {
          headline: c.words('panel.emptyFiltered'),
          text: c.words('panel.emptyFilteredText', {
            count: s.filtered,
            n: formatCount(s.filtered),
          }),
          button: action(c, 'clear-filter', 'panel.clearFilter'),
        }
      : {
          headline: c.words('panel.emptyHeadline', { title: c.title }),
          text: c.words('panel.emptyText'),
        },
  forbidden: (_, c) => ({
    headline: c.words('panel.forbiddenHeadline'),
    text: c.words('panel.forbiddenText', {
      permission: 'realtime.record.read',
      entity: c.entityTitle,
      owner: c.owner ?? c.words('panel.forbiddenOwner'),
    }),
    button: c.owner
      ? {
          name: 'ask-owner',
          label: c.words('panel.ask', { owner: c.owner }),
        }
      : undefined,
  }),
  'records-off': (_, c) => ({
    headline: c.words('panel.recordsOffHeadline', { system: c.system }),
    text: c.words('panel.recordsOffText'),
  }),
  refused: (s, c) => ({
    headline: c.words('panel.refusedHeadline', { title: c.title }),
    text: retell('refusal', s.message, c.words),
    button: tryAgain(c),
  }),
  stopped: (s, c) => ({
    headline: c.words('panel.stoppedHeadline'),
    text: retell('refusal', s.message, c.words),
    button: tryAgain(c),
  }),
  'over-budget': (s, c) => {
    const facts = {
      headline: c.words('panel.overBudgetHeadline'),
      text: retell('refusal', s.message, c.words),
    };
    const choices = stopChoices(s.watching, c);
    return choices.length > 0
      ? { ...facts, choices, link: tryAgain(c) }
      : { ...facts, button: tryAgain(c) };
  },
  'stopped-elsewhere': (_, c) => ({
    headline: c.words('panel.stoppedElsewhereHeadline'),
    text: c.words('panel.stoppedElsewhereText'),
    button: action(c, 'retry', 'panel.continue', true),
  }),
  unreachable: (s, c) => ({
    headline: c.words('panel.unreachableHeadline', {
      part: toSentenceCase(retell('part', s.part, c.words)),
    }),
    text: `${triesText(s, c)} ${c.words('panel.continues')}`,
    detail: retell('link', s.reason, c.words),
    button: tryNow(c),
  }),
  stale: (s, c) => ({
    headline: c.words('panel.staleHeadline', {
      span: formatSpan(c.nowMs - s.lastFrameAtMs),
    }),
    text: c.words('panel.staleText'),
    button: reconnect(c),
  }),
  waiting: (s, c) => ({
    headline: c.words('panel.waitingHeadline'),
    text:
      s.nextTryAtMs - c.nowMs < TRYING_MS
        ? c.words('panel.waitingNow')
        : c.words('panel.waitingText', {
            span: formatSpan(s.nextTryAtMs - c.nowMs),
          }),
    button: reconnect(c),
  }),
  partial: (s, c) => ({
    headline: c.words('panel.partialHeadline', {
      partitions: s.missing.map(m => `p${m.partition}`).join(', '),
    }),
    text: [
      ...s.missing.map(
        m =>
          `p${m.partition}: ${retell('link', m.reason, c.words)}, ${c.words(
            'panel.since',
            {
              time: formatEventTime(m.sinceMs, c.zone),
            },
          )}.`,
      ),
      c.words('panel.partialOthers'),
    ].join(' '),
  }),
  idle: (s, c, snapshot) => {
    const time = formatEventTime(s.sinceMs, c.zone);
    return {
      headline: c.words('panel.idleHeadline'),
      text: c.words('panel.idleText', {
        time,
        count: snapshot.newSincePause,
        n: formatCount(snapshot.newSincePause),
      }),
      button: action(c, 'continue-now', 'panel.continueNow', true),
      link: {
        name: 'continue-buffer',
        label: c.words('panel.continueBuffer', { time }),
      },
    };
  },
  'scan-ended': (_, c, { stats }) => ({
    headline: c.words('panel.scanHeadline', {
      share: formatShare(stats?.scan?.coverage ?? 0),
    }),
    text: c.words('panel.scanText', {
      budget: formatCount(stats?.scan?.budget ?? 0),
      found: formatCount(stats?.scan?.matched ?? 0),
    }),
    button: stats?.resume
      ? action(c, 'continue-scan', 'panel.continue', true)
      : undefined,
  }),
};
