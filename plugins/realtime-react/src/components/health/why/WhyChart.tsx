import { useState } from 'react';
import styles from '../../drawer/DetailDrawer.module.css';
import { SeriesTable } from '../../plot/SeriesTable';
import { TextButton } from '../../view/TextButton';
import { useHealthText } from '../text/HealthReader';
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
        <TextButton onClick={() => setIsTable(!isTable)}>
          {words(isTable ? 'why.asChart' : 'why.asTable')}
        </TextButton>
      </div>
      {isTable ? (
        <SeriesTable
          label={data.title}
          times={data.points.map(point => point.atMs)}
          columns={[
            {
              head: words('why.value'),
              values: data.points.map(point => point.value),
            },
          ]}
          zone={reader.zone}
          write={value => String(Number(value.toFixed(2)))}
        />
      ) : (
        <WhyPlot
          data={data}
          zone={reader.zone}
          label={data.title}
          onFailed={() => setIsTable(true)}
        />
      )}
    </section>
  );
}
