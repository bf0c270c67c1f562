import type {
  ClaimPhase,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import { useWords } from '../../words/WordsContext';
import { VerdictMark } from '../verdict/VerdictMark';
import type { OwnedClaim } from './ownedRows';

/** Waiting is no warning: how long is too long the catalog does not tell. */
const VERDICT_OF: Record<ClaimPhase, Verdict> = {
  failed: 'critical',
  deleting: 'info',
  paused: 'info',
  creating: 'info',
  ready: 'ok',
};

/** How far a claim is; what the cluster says of it is in the title. */
export function ClaimMark({ claim }: { claim: OwnedClaim }) {
  const words = useWords();
  return (
    <span title={claim.message}>
      <VerdictMark
        verdict={VERDICT_OF[claim.phase]}
        text={words(`claimPhase.${claim.phase}`)}
      />
    </span>
  );
}
