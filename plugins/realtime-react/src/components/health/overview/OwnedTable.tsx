import type { TopicHealthSummary } from '@backstage-realtime/plugin-realtime-common';
import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import { CanaryMark } from '../../canary/card/CanaryMark';
import { formatIso } from '../../format/times';
import { lagTimeText } from '../tables/LagCells';
import styles from '../tables/HealthTable.module.css';
import {
  cellClass,
  HealthTable,
  type HealthColumn,
} from '../tables/HealthTable';
import { RateLine, topicRate } from '../tables/TopicsTable';
import { ageText } from '../text/ageText';
import { useHealthText, type HealthText } from '../text/HealthReader';
import { VerdictMark } from '../verdict/VerdictMark';
import { ClaimMark } from './ClaimMark';
import { isStale, verdictOf, type OwnedRow } from './ownedRows';

/** The rows in the order they are shown. @public */
export interface OwnedTableProps {
  rows: OwnedRow[];
}

/** A column that no row could fill is left out. */
interface Shown {
  hasCanary: boolean;
  hasClaim: boolean;
}

function columnsOf(
  { words, reader }: HealthText,
  { hasCanary, hasClaim }: Shown,
): HealthColumn[] {
  const zone = words(`zone.${reader.zone}`);
  const columns: Array<HealthColumn | false> = [
    { key: 'status', head: words('health.status'), width: 100 },
    { key: 'component', head: words('owned.component') },
    { key: 'since', head: words('owned.since', { zone }), from: 'wide' },
    {
      key: 'rate',
      head: words('health.rate'),
      isNumber: true,
      from: 'medium',
    },
    { key: 'rates', head: words('health.last30'), from: 'wide', width: 104 },
    { key: 'lag', head: words('owned.worstLag'), isNumber: true },
    hasCanary && { key: 'canary', head: words('owned.canary'), from: 'wide' },
    hasClaim && { key: 'claim', head: words('owned.claim'), from: 'wide' },
  ];
  return columns.filter(column => column !== false);
}

/** One row a component: its verdict, its worst finding, and how much flows. @public */
export function OwnedTable({ rows }: OwnedTableProps) {
  const text = useHealthText();
  const shown: Shown = {
    hasCanary: rows.some(row => row.hasRollouts),
    hasClaim: rows.some(row => row.claim),
  };
  return (
    <HealthTable
      label={text.words('owned.heading')}
      columns={columnsOf(text, shown)}
    >
      {rows.map(row => (
        <Row key={row.entityRef} row={row} shown={shown} />
      ))}
    </HealthTable>
  );
}

function Row({ row, shown }: { row: OwnedRow; shown: Shown }) {
  const text = useHealthText();
  const { summary } = row;
  return (
    <tr className={styles.target}>
      <td>
        <VerdictMark verdict={verdictOf(row)} />
      </td>
      <td className={styles.rowLink}>
        <span className={styles.name}>
          <Link href={row.href}>{row.title}</Link>
        </span>
        <span className={styles.sub}>{findingOf(row, text)}</span>
      </td>
      <td
        className={`${cellClass({ from: 'wide' })} ${styles.small} ${styles.line}`}
        title={summary && formatIso(summary.sinceMs)}
      >
        {summary && text.since(summary.sinceMs)}
      </td>
      {summary ? (
        <Facts row={row} summary={summary} />
      ) : (
        <NoFacts text={row.isRolloutOnly ? '–' : ''} />
      )}
      {shown.hasCanary && (
        <SideCell>
          {row.hasRollouts && row.canary && <CanaryMark fact={row.canary} />}
        </SideCell>
      )}
      {shown.hasClaim && (
        <SideCell>{row.claim && <ClaimMark claim={row.claim} />}</SideCell>
      )}
    </tr>
  );
}

/** What is known beside topics; `none` where the component has none of it. */
function SideCell({ children }: { children: ReactNode }) {
  const { words } = useHealthText();
  return (
    <td
      className={`${cellClass({ from: 'wide' })} ${styles.small} ${styles.muted}`}
    >
      {children || words('owned.none')}
    </td>
  );
}

function NoFacts({ text }: { text: string }) {
  return (
    <>
      <td className={cellClass({ isNumber: true, from: 'medium' })}>{text}</td>
      <td className={cellClass({ from: 'wide' })}>{text}</td>
      <td className={styles.number}>{text}</td>
    </>
  );
}

/** The worst finding in a sentence; of an old reading, that it is old. */
function findingOf(row: OwnedRow, { words, said: say }: HealthText): string {
  const { summary, ageMs = 0 } = row;
  if (row.isRolloutOnly && row.canary)
    return `${words('owned.canary')}: ${row.canary.text}`;
  if (!summary) return words('owned.unread');
  const said = summary.worst
    ? say(summary.worst)
    : words('owned.checks', { count: checkCount(summary) });
  return isStale(row)
    ? `${words('owned.lastValue', { age: ageText(ageMs) })}: ${said}`
    : said;
}

function checkCount({ counts }: TopicHealthSummary): number {
  return Object.entries(counts).reduce(
    (sum, [verdict, n]) => (verdict === 'not-applicable' ? sum : sum + n),
    0,
  );
}

function Facts(props: { row: OwnedRow; summary: TopicHealthSummary }) {
  const { row, summary } = props;
  const { words, missing, since } = useHealthText();
  const { rate, worstLag } = summary;
  const stale = isStale(row) && (
    <span className={styles.muted}>{words('missing.stale')}</span>
  );
  return (
    <>
      <td className={cellClass({ isNumber: true, from: 'medium' })}>
        {stale ||
          (rate.known ? (
            topicRate(rate.value)
          ) : (
            <span className={styles.muted}>{missing(rate.missing)}</span>
          ))}
      </td>
      <td className={cellClass({ from: 'wide' })}>
        {isStale(row) ? (
          <span className={styles.muted}>
            {words('owned.noDataSince', { time: since(summary.checkedAtMs) })}
          </span>
        ) : (
          <RateLine row={{ ...summary, topic: row.title }} words={words} />
        )}
      </td>
      <td className={styles.number}>
        {stale || (
          <span className={worstLag.known ? '' : styles.muted}>
            {worstLag.known
              ? lagTimeText(worstLag.value, words)
              : lagMissing(summary, missing)}
          </span>
        )}
      </td>
    </>
  );
}

/** `–` only where nothing can ever stand: a component without groups has no lag. */
function lagMissing(
  { worstLag, groups }: TopicHealthSummary,
  missing: HealthText['missing'],
): string {
  if (worstLag.known || groups.length === 0) return '–';
  return missing(worstLag.missing);
}
