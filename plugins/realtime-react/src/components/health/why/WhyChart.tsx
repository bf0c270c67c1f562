import { useState } from 'react';
import { formatEventTime, formatIso } from '../../format/times';
import { useHealthText } from '../text/HealthReader';
import styles from './WhyDrawer.module.css';
import type { WhyChartData } from './whyChart';
import { WhyPlot } from './WhyPlot';

/** The measurements as a chart, or as a table for who cannot see one. */
export function WhyChart({ data }: { data: WhyChartData }) {
  const { words, reader } = useHealthText();
  const [isTable, setIsTable] = useState(false);
  return (
    <section className={styles.section}>
      <div className={styles.chartHead}>
        <h3 className={styles.label}>{data.title}</h3>
        <span className={styles.muted}>{words('why.last30')}</span>
        <button
          type="button"
          className={styles.link}
          onClick={() => setIsTable(!isTable)}
        >
          {words(isTable ? 'why.asChart' : 'why.asTable')}
        </button>
      </div>
      {isTable ? (
        <ReadingTable data={data} />
      ) : (
        <WhyPlot data={data} zone={reader.zone} label={data.title} />
      )}
    </section>
  );
}

/** Half an hour has 120 readings; a table of this many rows is still read. */
const MAX_ROWS = 40;

function ReadingTable({ data }: { data: WhyChartData }) {
  const { words, reader } = useHealthText();
  const step = Math.ceil(data.points.length / MAX_ROWS);
  // Counted from the newest, which is the one that matters.
  const rows = [...data.points].reverse().filter((_, i) => i % step === 0);
  const zone = words(`zone.${reader.zone}`);
  return (
    <div
      className={styles.readings}
      // A part that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="group"
      aria-label={data.title}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{words('why.time', { zone })}</th>
            <th scope="col">{words('why.value')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ atMs, value }) => (
            <tr key={atMs}>
              <td title={formatIso(atMs)}>
                {formatEventTime(atMs, reader.zone)}
              </td>
              <td>
                {value === null
                  ? words('why.noReading')
                  : Number(value.toFixed(2))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {step > 1 && (
        <p className={styles.muted}>{words('why.tableNote', { n: step })}</p>
      )}
    </div>
  );
}
