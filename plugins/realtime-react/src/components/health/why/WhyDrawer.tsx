import type {
  CheckResult,
  TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { ageText } from '../text/ageText';
import { useLayoutEffect, useMemo, useRef, type ReactNode } from 'react';
import { RealtimeView } from '../../view/RealtimeView';
import { isConsequence } from '../text/consequence';
import { useHealthText } from '../text/HealthReader';
import { VerdictMark } from '../verdict/VerdictMark';
import { WhyChart } from './WhyChart';
import { whyChart } from './whyChart';
import styles from './WhyDrawer.module.css';
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
    <Dialog
      isOpen
      className={styles.drawer}
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <RealtimeView className={styles.view}>
        <DialogHeader>
          <Title>
            <VerdictMark verdict={check.verdict} />
            <span className={styles.title}>
              {words(`whyTitle.${check.verdict}`, { check: check.check })}
            </span>
          </Title>
        </DialogHeader>
        <DialogBody className={styles.body}>
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
        </DialogBody>
        <DialogFooter className={styles.foot}>
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
        </DialogFooter>
      </RealtimeView>
    </Dialog>
  );
}

function Title({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => ref.current?.focus(), []);
  return (
    <span ref={ref} tabIndex={-1} className={styles.head}>
      {children}
    </span>
  );
}
