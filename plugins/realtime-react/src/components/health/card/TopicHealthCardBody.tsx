import {
  compareVerdicts,
  type TopicHealth,
  type TopicHealthRow,
} from '@backstage-realtime/plugin-realtime-common';
import type { ReactNode } from 'react';
import { CardFrame } from '../../card/CardFrame';
import { formatCount } from '../../format/numbers';
import { StreamIcon } from '../../state/StreamIcon';
import type { StateSnapshot } from '../../../store/StateStream';
import { healthAge, readHealthState } from '../state/healthState';
import { PartitionStrip } from '../strip/PartitionStrip';
import { topicRate } from '../tables/TopicsTable';
import { useHealthText } from '../text/HealthReader';
import { VerdictMark } from '../verdict/VerdictMark';
import { healthCardFacts, type HealthCardFacts } from './healthCardFacts';
import styles from './TopicHealthCardBody.module.css';

/** What the card shows; what its button and link do is for the page to say. @public */
export interface TopicHealthCardBodyProps {
  title?: string;
  snapshot: StateSnapshot<TopicHealth> | undefined;
  /** Time of the page in ms since 1970. */
  nowMs: number;
  entityTitle: string;
  owner?: string;
  /** Link to the tab. */
  link?: ReactNode;
  onRefresh(): void;
  /** Copies the line of catalog-info.yaml that names topics. */
  onCopyAnnotation(): void;
}

/** Card of an entity's topic health: one sentence, then at most four topics, worst first. @public */
export function TopicHealthCardBody(props: TopicHealthCardBodyProps) {
  const { snapshot, nowMs, entityTitle, owner } = props;
  const text = useHealthText();
  const { words } = text;
  const health = snapshot?.value;
  const facts = healthCardFacts(readHealthState(snapshot, nowMs), {
    health,
    ageMs: healthAge(snapshot, nowMs),
    nowMs,
    entityTitle,
    owner,
    text,
  });
  return (
    <CardFrame
      title={props.title ?? words('health.cardTitle')}
      state={<StateMark mark={facts.mark} />}
      headline={facts.headline}
      text={facts.text}
      action={actionOf(
        facts,
        props,
        words('health.tryNow'),
        words('health.copyAnnotation'),
      )}
      foot={facts.foot}
      link={props.link}
    >
      {facts.hasTopics && health && <Topics topics={health.topics} />}
    </CardFrame>
  );
}

function actionOf(
  { button }: HealthCardFacts,
  props: TopicHealthCardBodyProps,
  retry: string,
  copy: string,
) {
  if (!button) return undefined;
  return button === 'copy'
    ? { label: copy, onPress: props.onCopyAnnotation }
    : { label: retry, onPress: props.onRefresh };
}

function StateMark({ mark }: Pick<HealthCardFacts, 'mark'>) {
  if ('verdict' in mark) return <VerdictMark {...mark} />;
  return (
    <span className={styles.state}>
      <StreamIcon name={mark.icon} /> {mark.text}
    </span>
  );
}

/** A card has room for this many. */
const MAX_TOPICS = 4;

function Topics({ topics }: { topics: TopicHealthRow[] }) {
  const { words } = useHealthText();
  const worst = [...topics].sort((a, b) =>
    compareVerdicts(a.verdict, b.verdict),
  );
  const more = topics.length - MAX_TOPICS;
  return (
    <ul className={styles.topics} aria-label={words('health.topics')}>
      {worst.slice(0, MAX_TOPICS).map(row => (
        <li key={`${row.system}/${row.topic}`} className={styles.topic}>
          <span className={styles.name} title={row.topic}>
            {row.topic}
          </span>
          <PartitionStrip partitions={row.partitions} isPlain />
          <span className={styles.rate}>
            {row.rate.known ? `${topicRate(row.rate.value)}/s` : '–'}
          </span>
          <VerdictMark verdict={row.verdict} />
        </li>
      ))}
      {more > 0 && (
        <li className={styles.more}>
          {words('health.more', { count: more, n: formatCount(more) })}
        </li>
      )}
    </ul>
  );
}
