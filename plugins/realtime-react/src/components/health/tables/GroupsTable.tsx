import type {
  CheckResult,
  GroupHealthRow,
} from '@backstage-realtime/plugin-realtime-common';
import { formatCount, formatSpan } from '../../format/numbers';
import type { Words } from '../../words/WordsContext';
import { useHealthText } from '../text/HealthReader';
import { AclCell } from './AclCell';
import { LagTimeCell, TrendCell } from './LagCells';
import { GroupStatus } from './GroupStatus';
import styles from './HealthTable.module.css';
import { NameCell } from './NameCell';
import { cellClass, HealthTable, type HealthColumn } from './HealthTable';

/** The consumer groups of the entity, one row a group and topic. @public */
export interface GroupsTableProps {
  groups: GroupHealthRow[];
  checks: CheckResult[];
  onWhy(key: string): void;
  onCopy(text: string): void;
  isDimmed?: boolean;
}

const WIDE = { from: 'wide' } as const;

/** Records say less than time, so in a narrow table they are heard and not seen. */
const LAG = { isNumber: true, isFolded: true } as const;

function columnsOf(words: Words): HealthColumn[] {
  return [
    { key: 'group', head: words('health.group') },
    { key: 'reads', head: words('health.reads'), from: 'wide' },
    { key: 'lag', head: words('health.lagRecords'), ...LAG },
    { key: 'time', head: words('health.lagTime'), isNumber: true },
    { key: 'trend', head: words('health.trend'), from: 'wide' },
    {
      key: 'caught',
      head: words('health.caughtUpIn'),
      isNumber: true,
      from: 'wide',
    },
    { key: 'members', head: words('health.members'), from: 'wide' },
    { key: 'status', head: words('health.status') },
  ];
}

/**
 * What a missing right takes away: the columns between the topic and the
 * status. The first stay in a narrow table, the others go with their heads.
 */
const GROUP_FACTS = { always: 2, wide: 3 };

/** How far each group is behind, in records and in time, and whether it gets better. @public */
export function GroupsTable(props: GroupsTableProps) {
  const { words } = useHealthText();
  return (
    <HealthTable
      label={words('health.groups')}
      columns={columnsOf(words)}
      isDimmed={props.isDimmed}
    >
      {props.groups.map(row => (
        <GroupRow
          key={`${row.system}/${row.group}/${row.topic}`}
          row={row}
          {...props}
        />
      ))}
    </HealthTable>
  );
}

function GroupRow({
  row,
  ...props
}: GroupsTableProps & { row: GroupHealthRow }) {
  const acl = row.lag.known ? undefined : row.lag.missing.acl;
  return (
    <tr>
      <NameCell name={row.group} narrow={row.topic} until="wide" />
      <td className={`${cellClass(WIDE)} ${styles.small}`}>{row.topic}</td>
      {acl ? (
        <>
          <AclCell
            acl={acl}
            group={row.group}
            columns={GROUP_FACTS.always}
            onCopy={props.onCopy}
          />
          <td colSpan={GROUP_FACTS.wide} className={cellClass(WIDE)} />
        </>
      ) : (
        <GroupFacts row={row} />
      )}
      <td>
        <GroupStatus row={row} {...props} />
      </td>
    </tr>
  );
}

function GroupFacts({ row }: { row: GroupHealthRow }) {
  const { words, missing } = useHealthText();
  const isLate = row.verdict === 'warning' || row.verdict === 'critical';
  return (
    <>
      <td className={`${cellClass(LAG)} ${isLate ? styles.strong : ''}`}>
        {row.lag.known ? (
          formatCount(row.lag.value)
        ) : (
          <span className={styles.muted}>{missing(row.lag.missing)}</span>
        )}
      </td>
      <td className={cellClass({ isNumber: true })}>
        <LagTimeCell row={row} />
      </td>
      <td className={cellClass(WIDE)}>
        <TrendCell row={row} />
      </td>
      <td className={cellClass({ isNumber: true, ...WIDE })}>
        <CaughtUp row={row} />
      </td>
      <td className={`${cellClass(WIDE)} ${styles.small} ${styles.line}`}>
        {row.members.known ? (
          words('health.memberCount', {
            members: row.members.value,
            count: row.partitions,
            partitions: formatCount(row.partitions),
          })
        ) : (
          <span className={styles.muted}>{missing(row.members.missing)}</span>
        )}
      </td>
    </>
  );
}

function CaughtUp({ row }: { row: GroupHealthRow }) {
  const { words, missing } = useHealthText();
  const reading = row.caughtUpInMs;
  if (reading.known && reading.value > 0)
    return <>{formatSpan(reading.value)}</>;
  if (reading.known) {
    return <span className={styles.muted}>{words('health.keepsUp')}</span>;
  }
  return reading.missing.code === 'no-data' ? (
    <>{words('health.notAtThisRate')}</>
  ) : (
    <span className={styles.muted}>{missing(reading.missing)}</span>
  );
}
