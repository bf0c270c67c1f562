import { formatEventTime, formatIso, type Zone } from '../format/times';
import { useWords } from '../words/WordsContext';
import styles from './Plot.module.css';

/** Columns of values at the same times; null is a gap. */
export interface SeriesTableProps {
  label: string;
  /** In ms since 1970, oldest first. */
  times: number[];
  columns: Array<{ head: string; values: Array<number | null | undefined> }>;
  zone: Zone;
  write(value: number): string;
}

/** A chart of half an hour has hundreds of values; a table of this many rows is still read. */
const MAX_ROWS = 40;

/** The values of a chart for who cannot see one, newest first. */
export function SeriesTable(props: SeriesTableProps) {
  const { times, columns, zone, label } = props;
  const words = useWords();
  const step = Math.ceil(times.length / MAX_ROWS);
  // Counted from the newest, which is the one that matters.
  const rows = times
    .map((atMs, index) => ({ atMs, index }))
    .reverse()
    .filter((_, i) => i % step === 0);
  return (
    <div
      className={styles.readings}
      // A part that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="group"
      aria-label={label}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">
              {words('why.time', { zone: words(`zone.${zone}`) })}
            </th>
            {columns.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ atMs, index }) => (
            <tr key={atMs}>
              <td title={formatIso(atMs)}>{formatEventTime(atMs, zone)}</td>
              {columns.map(({ head, values }) => (
                <td key={head}>
                  {valueText(values[index], props.write) ??
                    words('why.noReading')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {step > 1 && (
        <p className={styles.note}>{words('why.tableNote', { n: step })}</p>
      )}
    </div>
  );
}

function valueText(
  value: number | null | undefined,
  write: (value: number) => string,
): string | undefined {
  return value === null || value === undefined ? undefined : write(value);
}
