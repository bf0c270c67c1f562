import type {
  CheckResult,
  TopicHealth,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { StreamIconName } from '../../state/StreamIcon';
import { healthFacts } from '../state/healthFacts';
import type { HealthState } from '../state/healthState';
import { ageText } from '../text/ageText';
import type { HealthText } from '../text/HealthReader';
import { verdictSentences } from '../verdict/verdictSentences';

/** What the card says. */
export interface HealthCardFacts {
  /** State word with the icon of a verdict or of a stream. */
  mark:
    { verdict: Verdict; text: string } | { icon: StreamIconName; text: string };
  headline: string;
  text?: string;
  /** Rows of topics below the sentence. */
  hasTopics: boolean;
  button?: 'retry' | 'copy';
  foot: string;
}

/** What the facts need besides the state. */
export interface HealthCardContext {
  health?: TopicHealth;
  ageMs?: number;
  nowMs: number;
  entityTitle: string;
  owner?: string;
  text: HealthText;
}

/** The card in any state; it never shows a verdict as good that is not known now. */
export function healthCardFacts(
  state: HealthState,
  context: HealthCardContext,
): HealthCardFacts {
  const { health, text } = context;
  if (state.kind === 'empty') return emptyCard(text);
  if ((state.kind === 'live' || state.kind === 'partial') && health) {
    return verdictCard(state, health, context);
  }
  return awayCard(state, context);
}

function emptyCard({ words }: HealthText): HealthCardFacts {
  return {
    mark: { icon: 'none', text: words('health.none') },
    headline: words('health.emptyHeadline'),
    text: words('health.emptyText'),
    hasTopics: false,
    button: 'copy',
    foot: words('health.noneFoot'),
  };
}

function verdictCard(
  state: HealthState,
  health: TopicHealth,
  { text, ageMs }: HealthCardContext,
): HealthCardFacts {
  const { words } = text;
  const { verdict, headline } = health;
  const check = health.checks.find(({ key }) => key === headline);
  const { sentence, consequence } = verdictSentences(health, check, text);
  const mark = words('health.since', {
    verdict: words(`verdict.${verdict}`),
    time: text.since(health.sinceMs),
  });
  return {
    mark: { verdict, text: mark },
    headline: sentence,
    text: subText(state, check, consequence, text),
    hasTopics: check !== undefined,
    foot: checkedText(ageMs, text),
  };
}

function subText(
  state: HealthState,
  check: CheckResult | undefined,
  consequence: string,
  text: HealthText,
): string | undefined {
  const context = { ...NOBODY, words: text.words, since: text.since };
  if (state.kind === 'partial') return healthFacts(state, context)?.headline;
  return check ? undefined : consequence || undefined;
}

const NOBODY = { entityTitle: '', nowMs: 0 };

const ICONS: Partial<Record<HealthState['kind'], StreamIconName>> = {
  loading: 'connecting',
  forbidden: 'forbidden',
  'over-budget': 'stopped',
  refused: 'stopped',
  stale: 'stale',
};

function awayCard(
  state: HealthState,
  context: HealthCardContext,
): HealthCardFacts {
  const { text } = context;
  const { words, since } = text;
  const facts = healthFacts(withoutAge(state), { ...context, words, since });
  return {
    mark: {
      icon: ICONS[state.kind] ?? 'unknown',
      text: stateWord(state, text),
    },
    headline: facts?.headline ?? '',
    text: state.kind === 'stale' ? words('health.staleCardText') : facts?.text,
    hasTopics: false,
    button: facts?.button ? 'retry' : undefined,
    foot: lastKnownText(context),
  };
}

/** A card shows no old values, so none is said to stand below. */
function withoutAge(state: HealthState): HealthState {
  return state.kind === 'unreachable' ? { ...state, ageMs: undefined } : state;
}

function stateWord(state: HealthState, { words, since }: HealthText): string {
  switch (state.kind) {
    case 'loading':
      return words('health.connecting');
    case 'forbidden':
      return words('health.noPermission');
    case 'stale':
      return words('health.stale', { span: ageText(state.ageMs) });
    case 'unreachable':
      return words('health.since', {
        verdict: words('verdict.unknown'),
        time: since(state.sinceMs),
      });
    default:
      return words('card.stopped');
  }
}

function lastKnownText({ health, ageMs, text }: HealthCardContext): string {
  if (!health || ageMs === undefined) return '';
  return text.words('health.lastKnown', {
    verdict: text.words(`verdict.${health.verdict}`),
    age: ageText(ageMs),
  });
}

function checkedText(ageMs: number | undefined, { words }: HealthText): string {
  return ageMs === undefined
    ? ''
    : words('health.checked', { span: ageText(ageMs) });
}
