import type { StreamSnapshot } from '../../store/StreamSnapshot';
import { formatSpan } from '../format/numbers';
import type { ViewContext } from '../state/bandTypes';
import type { StreamIconName } from '../state/StreamIcon';
import { readViewState, type ViewState } from '../state/viewState';
import { retell } from '../words/retell';
import type { Words } from '../words/WordsContext';

/** What the card says; without `headline` it shows the rate. @public */
export interface CardFacts {
  icon: StreamIconName;
  tone: 'muted' | 'plain' | 'warning' | 'critical';
  state: string;
  headline?: string;
  text?: string;
  canRetry?: boolean;
}

/** The card of a stream read in counts mode. @public */
export function cardFacts(
  snapshot: StreamSnapshot,
  context: ViewContext,
): CardFacts {
  const state = readViewState({ ...snapshot });
  const { words } = context;
  switch (state.kind) {
    case 'forbidden':
      return {
        icon: 'forbidden',
        tone: 'plain',
        state: words('card.noPermission'),
        headline: words('card.noPermissionHeadline'),
        text: retell('refusal', state.message, words),
      };
    case 'records-off':
      return switchedOff(words);
    case 'unreachable':
    case 'waiting':
      return unknownCard(context);
    case 'stale':
      return staleCard(context.nowMs - state.lastFrameAtMs, words);
    case 'refused':
    case 'stopped':
    case 'over-budget':
      return {
        ...stoppedCard(words),
        headline: words('panel.refusedHeadline', { title: context.title }),
        text: retell('refusal', state.message, words),
      };
    case 'stopped-elsewhere':
      return {
        ...stoppedCard(words),
        headline: words('panel.stoppedElsewhereHeadline'),
        text: words('panel.stoppedElsewhereText'),
      };
    default:
      return runningCard(state, snapshot, words);
  }
}

function unknownCard({ system, words }: ViewContext): CardFacts {
  return {
    icon: 'unknown',
    tone: 'muted',
    state: words('card.unknown'),
    headline: words('card.unknownHeadline', { system }),
    text: words('card.unknownText'),
    canRetry: true,
  };
}

function stoppedCard(words: Words) {
  return {
    icon: 'stopped',
    tone: 'muted',
    state: words('card.stopped'),
    canRetry: true,
  } as const;
}

function runningCard(
  state: ViewState,
  snapshot: StreamSnapshot,
  words: Words,
): CardFacts {
  if (!snapshot.stats) {
    return {
      icon: 'connecting',
      tone: 'muted',
      state: words('card.connecting'),
    };
  }
  if (state.kind === 'partial') {
    return { icon: 'warning', tone: 'warning', state: words('card.partly') };
  }
  const { behindMs } = snapshot.stats;
  return {
    icon: 'live',
    tone: 'muted',
    state:
      behindMs === undefined
        ? words('card.live')
        : words('card.behind', { span: formatSpan(behindMs) }),
  };
}

/** Records of the cluster are off. @public */
export function switchedOff(words: Words): CardFacts {
  return {
    icon: 'none',
    tone: 'muted',
    state: words('card.off'),
    headline: words('card.offHeadline'),
    text: words('card.offText'),
  };
}

function staleCard(ageMs: number, words: Words): CardFacts {
  const span = formatSpan(ageMs);
  return {
    icon: 'stale',
    tone: 'warning',
    state: words('card.stale', { span }),
    headline: words('card.staleHeadline', { span }),
    text: words('panel.staleText'),
    canRetry: true,
  };
}
