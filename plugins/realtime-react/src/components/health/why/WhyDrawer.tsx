import type {
  CheckResult,
  TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import { Button } from '@backstage/ui';
import { useMemo } from 'react';
import { DetailDrawer } from '../../drawer/DetailDrawer';
import styles from '../../drawer/DetailDrawer.module.css';
import { ageText } from '../text/ageText';
import { isConsequence } from '../text/consequence';
import { useHealthText } from '../text/HealthReader';
import { VerdictMark } from '../verdict/VerdictMark';
import { WhyChart } from './WhyChart';
import { whyChart } from './whyChart';
import { EvidenceList, LimitList, NextList, RuleBox } from './WhySections';
import { historyText, whyText } from './whyText';

/** One check, explained. @public */
export interface WhyDrawerProps {
  check: CheckResult;
  health: TopicHealth;
  /** Time of the page in ms since 1970. */
  nowMs: number;
  ageMs?: number;
  onCopy(text: string): void;
  onClose(): void;
}

/**
 * The rule with its values, the measurements, where the limits come from and
 * what to do. Modal: focus goes to the title, and back with Escape.
 * @public
 */
export function WhyDrawer(props: WhyDrawerProps) {
  const { check, health, ageMs } = props;
  const text = useHealthText();
  const { words } = text;
  const chart = useMemo(
    () => whyChart(check, health, text),
    [check, health, text],
  );
  return (
    <DetailDrawer
      mark={<VerdictMark verdict={check.verdict} />}
      title={words(`whyTitle.${check.verdict}`, { check: check.check })}
      onClose={props.onClose}
      foot={
        <>
          <span className={styles.muted}>
            {historyText(check, props.nowMs, text)}
            {ageMs !== undefined &&
              ` · ${words('health.checked', { span: ageText(ageMs) })}`}
          </span>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => props.onCopy(whyText(check, props.nowMs, text))}
          >
            {words('why.copy')}
          </Button>
        </>
      }
    >
      <p className={styles.finding}>
        {[
          text.said(check),
          ...check.next.filter(isConsequence).map(text.finding),
        ]
          .map(line => `${line}.`)
          .join(' ')}
      </p>
      <RuleBox check={check} />
      {chart && <WhyChart data={chart} />}
      <EvidenceList check={check} />
      <LimitList check={check} />
      <NextList check={check} />
    </DetailDrawer>
  );
}
