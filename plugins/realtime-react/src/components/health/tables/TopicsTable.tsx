import type {
  CheckResult,
  TopicHealthRow,
} from '@backstage-realtime/plugin-realtime-common';
import { formatRate } from '../../format/numbers';
import type { Words } from '../../words/WordsContext';
import { PartitionStrip } from '../strip/PartitionStrip';
import { useHealthText } from '../text/HealthReader';
import styles from './HealthTable.module.css';
import { cellClass, HealthTable, type HealthColumn } from './HealthTable';
import { NameCell } from './NameCell';
import { RetentionCell } from './RetentionCell';
import { StatusCell } from './StatusCell';
import { hasTrend, TrendLine } from './TrendLine';

/** The topics of the entity, and where their names lead. @public */
export interface TopicsTableProps {
  topics: TopicHealthRow[];
  checks: CheckResult[];
  /** Address of a topic's records; a plain name without one. */
  topicHref?(topic: TopicHealthRow): string | undefined;
  onWhy(key: string): void;
  /** The readings are old: the rows stay, dimmed. */
  isDimmed?: boolean;
}

function columnsOf(words: Words): HealthColumn[] {
  return [
    { key: 'topic', head: words('health.topic') },
    {
      key: 'partitions',
      head: words('health.partitions'),
      from: 'medium',
    },
    {
      key: 'rate',
      head: words('health.rate'),
      isNumber: true,
      from: 'medium',
    },
    { key: 'rates', head: words('health.last30'), from: 'wide', width: 104 },
    { key: 'held', head: words('health.held'), from: 'wide' },
    { key: 'groups', head: words('health.readBy'), from: 'wide' },
    { key: 'status', head: words('health.status') },
  ];
}

/** One row a topic: partitions, rate, what is held and who reads. @public */
export function TopicsTable(props: TopicsTableProps) {
  const { words } = useHealthText();
  return (
    <HealthTable
      label={words('health.topics')}
      columns={columnsOf(words)}
      isDimmed={props.isDimmed}
    >
      {props.topics.map(row => (
        <TopicRow key={`${row.system}/${row.topic}`} row={row} {...props} />
      ))}
    </HealthTable>
  );
}

function TopicRow({
  row,
  ...props
}: TopicsTableProps & { row: TopicHealthRow }) {
  const { words, missing } = useHealthText();
  const worst = props.checks.find(check => check.key === row.worst);
  return (
    <tr>
      <NameCell
        name={row.topic}
        href={props.topicHref?.(row)}
        narrow={<PartitionStrip partitions={row.partitions} />}
      />
      <td className={cellClass({ from: 'medium' })}>
        <PartitionStrip partitions={row.partitions} />
      </td>
      <td className={cellClass({ isNumber: true, from: 'medium' })}>
        {row.rate.known ? (
          topicRate(row.rate.value)
        ) : (
          <span className={styles.muted}>{missing(row.rate.missing)}</span>
        )}
      </td>
      <td className={cellClass({ from: 'wide' })}>
        <RateLine row={row} words={words} />
      </td>
      <td className={cellClass({ from: 'wide' })}>
        <RetentionCell row={row} />
      </td>
      <td className={`${cellClass({ from: 'wide' })} ${styles.small}`}>
        {row.groups.join(', ') || (
          <span className={styles.muted}>
            {row.groupsMissing
              ? missing(row.groupsMissing)
              : words('health.nobody')}
          </span>
        )}
      </td>
      <td>
        <StatusCell
          verdict={row.verdict}
          worst={worst}
          text={statusText(row, worst, words)}
          subject={row.topic}
          onWhy={props.onWhy}
        />
      </td>
    </tr>
  );
}

/** `Warning on p3`: the partition as well, where the finding is about one. */
function statusText(
  { verdict }: TopicHealthRow,
  worst: CheckResult | undefined,
  words: Words,
): string | undefined {
  const partition = worst?.subject.partition;
  return partition === undefined
    ? undefined
    : words('health.statusOn', {
        verdict: words(`verdict.${verdict}`),
        partition,
      });
}

const LEARNING = { code: 'learning' } as const;

/** Trend of a topic's rate; grey, because a rate has no limit of its own. */
export function RateLine(props: {
  row: Pick<TopicHealthRow, 'topic' | 'rate' | 'rates'>;
  words: Words;
}) {
  const { row, words } = props;
  const { missing } = useHealthText();
  if (!hasTrend(row.rates)) {
    const why = row.rate.known ? LEARNING : row.rate.missing;
    return <span className={styles.muted}>{missing(why)}</span>;
  }
  const n = row.rate.known ? topicRate(row.rate.value) : '–';
  return (
    <span className={styles.sparkline}>
      <TrendLine
        points={row.rates}
        tone="neutral"
        label={words('health.rateChart', { topic: row.topic, n })}
      />
    </span>
  );
}

/** `96.1`, `1.6`, `1,204`: two to four digits. */
export function topicRate(perSecond: number): string {
  return perSecond >= 10 && perSecond < 100
    ? perSecond.toFixed(1)
    : formatRate(perSecond);
}
