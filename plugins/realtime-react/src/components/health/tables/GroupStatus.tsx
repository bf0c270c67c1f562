import {
  compareVerdicts,
  type CheckResult,
  type GroupHealthRow,
} from '@backstage-realtime/plugin-realtime-common';
import { healthMessages } from '../words/healthMessages';
import { useHealthText } from '../text/HealthReader';
import type { Words } from '../../words/WordsContext';
import { StatusCell } from './StatusCell';

/** State of a group in its own words: `Falling behind`, `Catching up`. */
export function GroupStatus(props: {
  row: GroupHealthRow;
  checks: CheckResult[];
  onWhy(key: string): void;
}) {
  const { row } = props;
  const { words } = useHealthText();
  return (
    <StatusCell
      verdict={row.verdict}
      text={groupState(row, words)}
      worst={props.checks.find(check => check.key === row.worst)}
      subject={row.group}
      onWhy={props.onWhy}
    />
  );
}

/** Word of the worst partition's lag state; undefined for states newer than this page. */
function groupState(row: GroupHealthRow, words: Words): string | undefined {
  const worst = [...row.byPartition].sort((a, b) =>
    compareVerdicts(a.verdict, b.verdict),
  )[0];
  const isOfRow = worst?.verdict === row.verdict;
  return isOfRow && isKnownState(worst.lagState)
    ? words(`lagState.${worst.lagState}`)
    : undefined;
}

function isKnownState(
  state: string,
): state is keyof typeof healthMessages.lagState {
  return Object.hasOwn(healthMessages.lagState, state);
}
