import type {
  CheckResult,
  TopicHealth,
  TopicHealthRow,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import { VERDICTS } from '@backstage-realtime/plugin-realtime-common';
import { useState, type ReactNode } from 'react';
import { oldReading } from '../view/oldReading';
import { Panel } from '../view/RealtimeView';
import { CheckedLine } from './state/CheckedLine';
import { ProblemsPanel } from './state/ProblemsPanel';
import { ChecksTable, isFolded } from './tables/ChecksTable';
import { GroupsTable } from './tables/GroupsTable';
import { TextButton } from '../view/TextButton';
import styles from './tables/HealthTable.module.css';
import { TopicsTable } from './tables/TopicsTable';
import { useHealthText, type HealthText } from './text/HealthReader';
import { PanelHead } from './verdict/PanelHead';
import { VerdictMark } from './verdict/VerdictMark';
import { VerdictPanel } from './verdict/VerdictPanel';

/** A reading of health and what the page can do with it. @public */
export interface TopicHealthViewProps {
  health: TopicHealth;
  /** Time of the page in ms since 1970. */
  nowMs: number;
  ageMs?: number;
  /** The reading is old or cut off: its verdict is not repeated, its tables are dimmed. */
  isOld: boolean;
  /** More controls beside the age of the reading. */
  switches?: ReactNode;
  /** Address of a topic's records; undefined for one without. */
  topicHref?(
    topic: Pick<TopicHealthRow, 'system' | 'topic'>,
  ): string | undefined;
  recordsHref?(check: CheckResult): string | undefined;
  onWhy(key: string): void;
  onCopy(text: string): void;
  onRefresh(): void;
}

/** Verdict, topics, groups, checks: what, since when, so what, what now. @public */
export function TopicHealthView(props: TopicHealthViewProps) {
  const { health, isOld } = props;
  return (
    <>
      {!isOld && <VerdictPanel {...props} />}
      <TopicsPanel {...props} />
      <GroupsPanel {...props} />
      <ChecksPanel {...props} />
      <ProblemsPanel problems={health.problems} />
    </>
  );
}

function TopicsPanel(props: TopicHealthViewProps) {
  const { health, isOld } = props;
  const text = useHealthText();
  return (
    <Panel label={text.words('health.topics')}>
      <PanelHead
        title={text.words('health.topics')}
        sub={whereText(health, text)}
        end={
          <>
            <CheckedLine
              ageMs={props.ageMs}
              systems={health.systems}
              onRefresh={props.onRefresh}
            />
            {props.switches}
          </>
        }
      />
      <TopicsTable
        topics={health.topics}
        checks={health.checks}
        topicHref={props.topicHref}
        onWhy={props.onWhy}
        isDimmed={isOld}
      />
    </Panel>
  );
}

/** `3 on prod-eu1`. */
function whereText(
  { topics, systems }: TopicHealth,
  { words }: HealthText,
): string {
  const n = topics.length;
  return systems.length === 1
    ? words('health.onSystem', { n, system: systems[0].system })
    : words('health.onSystems', { n, count: systems.length });
}

function GroupsPanel(props: TopicHealthViewProps) {
  const { health } = props;
  const { words } = useHealthText();
  return (
    <Panel label={words('health.groups')}>
      <PanelHead title={words('health.groups')} sub={health.groups.length} />
      {health.groups.length === 0 ? (
        <p className={styles.note}>{words('health.groupsEmpty')}</p>
      ) : (
        <GroupsTable
          groups={health.groups}
          checks={health.checks}
          onWhy={props.onWhy}
          onCopy={props.onCopy}
          isDimmed={props.isOld}
        />
      )}
    </Panel>
  );
}

function ChecksPanel(props: TopicHealthViewProps) {
  const { health } = props;
  const { words } = useHealthText();
  const [isAllShown, setIsAllShown] = useState(false);
  const n = health.checks.filter(isFolded).length;
  return (
    <Panel label={words('health.checks')}>
      <PanelHead
        title={words('health.checks')}
        sub={<Counts counts={health.counts} isOld={props.isOld} />}
        end={
          n > 0 && (
            <TextButton
              className={styles.button}
              aria-expanded={isAllShown}
              onClick={() => setIsAllShown(!isAllShown)}
            >
              {words(isAllShown ? 'health.hideOk' : 'health.showOk', { n })}
            </TextButton>
          )
        }
      />
      <ChecksTable
        checks={health.checks}
        isAllShown={isAllShown}
        onWhy={props.onWhy}
        isDimmed={props.isOld}
      />
    </Panel>
  );
}

/** How many checks of each verdict; what does not apply is not counted. */
function Counts(props: { counts: Record<Verdict, number>; isOld: boolean }) {
  const { counts, isOld } = props;
  const { words } = useHealthText();
  const shown = VERDICTS.filter(v => counts[v] > 0 && v !== 'not-applicable');
  return (
    <span className={`${styles.counts} ${isOld ? oldReading : ''}`}>
      {shown.map(verdict => (
        <VerdictMark
          key={verdict}
          verdict={verdict}
          text={words('health.countOf', {
            n: counts[verdict],
            verdict: words(`verdict.${verdict}`),
          })}
        />
      ))}
    </span>
  );
}
