import type { RolloutState } from '@backstage-realtime/plugin-realtime-common';
import { Button } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { memo, useId } from 'react';
import { formatShare } from '../format/numbers';
import { PanelHead } from '../health/verdict/PanelHead';
import { VerdictIcon } from '../health/verdict/VerdictMark';
import { Panel } from '../view/RealtimeView';
import styles from './CanaryView.module.css';
import { RolloutDetail, type RolloutDetailProps } from './RolloutDetail';
import { useCanaryText, type CanaryText } from './text/useCanaryText';
import { useOpenRows } from './useOpenRows';

/** Several rollouts, each a line that opens. */
export function RolloutList(props: {
  rollouts: RolloutDetailProps[];
  openAtFirst?: string;
  onOpen?(key: string): void;
}) {
  const { rollouts, onOpen } = props;
  const { words } = useCanaryText();
  const keys = rollouts.map(({ rolloutKey }) => rolloutKey);
  const rows = useOpenRows(keys, props.openAtFirst, onOpen);
  return (
    <>
      <Panel label={words('canary.rollouts')}>
        <PanelHead
          title={words('canary.rollouts')}
          sub={words('canary.rolloutCount', { count: rollouts.length })}
          end={
            <Button
              size="small"
              variant="secondary"
              onPress={rows.isAllOpen ? rows.closeAll : rows.openAll}
            >
              {words(rows.isAllOpen ? 'canary.closeAll' : 'canary.openAll')}
            </Button>
          }
        />
      </Panel>
      {rollouts.map(detail => (
        <ListedRollout
          key={detail.rolloutKey}
          {...detail}
          isOpen={rows.isOpen(detail.rolloutKey)}
          onToggle={rows.toggle}
        />
      ))}
    </>
  );
}

const ListedRollout = memo(function LineThatOpens({
  isOpen,
  onToggle,
  ...detail
}: RolloutDetailProps & { isOpen: boolean; onToggle(key: string): void }) {
  const { row, rolloutKey } = detail;
  const text = useCanaryText();
  const id = useId();
  const state = row.rollout.known ? row.rollout.value : undefined;
  const Arrow = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <section className={styles.listed} aria-label={row.ref.name}>
      <Panel>
        <h2 className={styles.listedHead}>
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => onToggle(rolloutKey)}
          >
            <Arrow aria-hidden size={18} />
            <VerdictIcon verdict={state?.verdict ?? 'unknown'} />
            <span className={styles.listedName}>{row.ref.name}</span>
            <span className={styles.listedPlace}>
              {row.ref.cluster} / {row.ref.namespace}
            </span>
            <span className={styles.listedText}>{lineOf(detail, text)}</span>
            {state && (
              <span className={styles.listedWeight}>
                {weightOf(state, text)}
              </span>
            )}
          </button>
        </h2>
      </Panel>
      {isOpen && (
        <div id={id} className={`${styles.detail} ${styles.listedDetail}`}>
          <RolloutDetail {...detail} />
        </div>
      )}
    </section>
  );
});

function lineOf(
  { row: { rollout } }: RolloutDetailProps,
  { finding, missing }: CanaryText,
): string {
  return rollout.known
    ? finding(rollout.value.headline)
    : missing(rollout.missing);
}

function weightOf(
  { weights: { asked } }: RolloutState,
  { missing }: CanaryText,
): string {
  return asked.known ? formatShare(asked.value / 100) : missing(asked.missing);
}
