import type { StateMark } from '../../state/StatePanel';
import type { StreamIconName } from '../../state/StreamIcon';
import type { Words } from '../../words/WordsContext';
import type { CanaryViewState } from './canaryState';

const ICONS: Partial<Record<CanaryViewState['kind'], StreamIconName>> = {
  loading: 'connecting',
  forbidden: 'forbidden',
  'over-budget': 'stopped',
  refused: 'stopped',
  empty: 'none',
};

const STATE_WORDS = {
  loading: 'health.connecting',
  forbidden: 'health.noPermission',
  empty: 'health.none',
  unreachable: 'verdict.unknown',
  unusable: 'verdict.unknown',
} as const;

/** A state without rollouts in a word; the card and the tab say the same. */
export function canaryMark(view: CanaryViewState, words: Words): StateMark {
  const word =
    view.kind in STATE_WORDS
      ? STATE_WORDS[view.kind as keyof typeof STATE_WORDS]
      : 'card.stopped';
  return { icon: ICONS[view.kind] ?? 'unknown', text: words(word) };
}
