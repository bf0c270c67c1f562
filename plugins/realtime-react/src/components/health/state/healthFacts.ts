import type { SystemReading } from '@backstage-realtime/plugin-realtime-common';
import { formatSpan } from '../../format/numbers';
import type { PanelFacts } from '../../state/panelFacts';
import { retell } from '../../words/retell';
import type { Words } from '../../words/WordsContext';
import { ageText } from '../text/ageText';
import type { HealthState } from './healthState';

/** What the sentences of a state need besides the state. */
export interface HealthFactsContext {
  words: Words;
  entityTitle: string;
  /** Name of the owner, for who may grant a permission. */
  owner?: string;
  nowMs: number;
  since(atMs: number): string;
}

/** The permission that shows counts and health. */
const PERMISSION = 'realtime.topic.read';

/** Sentences of a state that tables cannot show; undefined when they can. */
export function healthFacts(
  state: HealthState,
  context: HealthFactsContext,
): PanelFacts | undefined {
  const { words } = context;
  switch (state.kind) {
    case 'loading':
      return {
        headline: words('health.loadingHeadline'),
        text: words('health.loadingText'),
        isLoading: true,
      };
    case 'forbidden':
      return forbidden(context);
    case 'over-budget':
    case 'refused':
      return refused(state, words);
    case 'unreachable':
      return unreachable(state, context);
    case 'stale':
      return {
        headline: words('health.staleHeadline', {
          age: ageText(state.ageMs),
        }),
        text: words('health.staleText'),
        button: retry(words),
      };
    case 'partial':
      return partial(state.silent, words);
    default:
      return undefined;
  }
}

const retry = (words: Words): PanelFacts['button'] => ({
  name: 'retry',
  label: words('health.tryNow'),
});

function forbidden({ words, entityTitle, owner }: HealthFactsContext) {
  return {
    headline: words('health.forbiddenHeadline'),
    text: words('health.forbiddenText', {
      permission: PERMISSION,
      entity: entityTitle,
      owner: owner ?? words('panel.forbiddenOwner'),
    }),
  };
}

function refused(
  state: { kind: 'over-budget' | 'refused'; message: string },
  words: Words,
): PanelFacts {
  const isBudget = state.kind === 'over-budget';
  return {
    headline: words(
      isBudget ? 'health.overBudgetHeadline' : 'health.refusedHeadline',
    ),
    text: retell('refusal', state.message, words),
    button: retry(words),
  };
}

function unreachable(
  state: Extract<HealthState, { kind: 'unreachable' }>,
  { words, since, nowMs }: HealthFactsContext,
): PanelFacts {
  const tries = triesText(state, nowMs, words);
  const text =
    state.ageMs === undefined
      ? words('health.unreachableText', { tries })
      : words('health.unreachableKept', {
          tries,
          age: ageText(state.ageMs),
        });
  return {
    headline: words('health.unreachableHeadline', {
      // A cluster goes by its name; only the page counts tries, those to its server.
      part: state.tries === undefined ? state.part : words('health.theServer'),
      time: since(state.sinceMs),
    }),
    text: text.trim(),
    button: retry(words),
  };
}

/** `14 tries, next in 12 s.`; nothing when the server counts its tries itself. */
function triesText(
  state: { tries?: number; nextTryAtMs?: number },
  nowMs: number,
  words: Words,
): string {
  if (state.tries === undefined) return '';
  const tries = words('panel.tries', { count: state.tries });
  if (state.nextTryAtMs === undefined) {
    return words('panel.triesOnly', { tries });
  }
  const waitMs = state.nextTryAtMs - nowMs;
  return waitMs < 1_000
    ? words('panel.triesNow', { tries })
    : words('panel.triesNext', { tries, span: formatSpan(waitMs) });
}

function partial(silent: SystemReading[], words: Words): PanelFacts {
  const parts = silent.map(system =>
    system.missing
      ? words('health.systemSilent', { system: system.system })
      : `${system.system}: ${silentText(system, words)}`,
  );
  return {
    headline: parts.join('; '),
    text: words('health.partialText'),
  };
}

/** `no answer from broker 2`. */
export function silentText({ brokers }: SystemReading, words: Words): string {
  return words('health.silent', {
    count: brokers.silent.length,
    brokers: brokers.silent.join(', '),
  });
}
