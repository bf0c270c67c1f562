import {
  CANARY_SENTENCES,
  formatFinding,
  type CanaryState,
} from '@backstage-realtime/plugin-realtime-common';
import { realtimeCanaryTranslationRef } from '../../translations/canaryTranslationRef';
import { useRealtimeWords } from '../../translations/useRealtimeWords';
import { useSentences } from '../../translations/useSentences';

/** What the worst rollout says, for readers who do not see the page; it has no countdown in it. */
export function useVerdictText(canary: CanaryState | undefined): string {
  const { words } = useRealtimeWords();
  const templates = useSentences(
    realtimeCanaryTranslationRef,
    CANARY_SENTENCES,
  );
  const [worst] = canary?.rollouts ?? [];
  if (!worst?.rollout.known) return '';
  return words('canary.announce', {
    name: worst.ref.name,
    headline: formatFinding(worst.rollout.value.headline, { templates }),
  });
}
