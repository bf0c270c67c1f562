import type {
  MetricBoard,
  MetricPanel,
  RolloutEvent,
} from '@backstage-realtime/plugin-realtime-common';
import { useMemo, useState } from 'react';
import { oldReading } from '../../view/oldReading';
import { SeriesTable } from '../../plot/SeriesTable';
import { TextButton } from '../../view/TextButton';
import { useCanaryText, type CanaryText } from '../text/useCanaryText';
import { CanaryPlot } from './CanaryPlot';
import {
  chartData,
  lastOf,
  samplesOf,
  type ChartData,
  type ChartLine,
} from './chartData';
import { LineSample } from './LineSample';
import styles from './MetricBoardPanel.module.css';
import { unitText } from './unit';

/** One panel of a board, with what belongs on its time axis. */
export interface MetricChartProps {
  board: MetricBoard;
  panel: MetricPanel;
  events: RolloutEvent[];
  /** Charts of one group share the crosshair. */
  group: string;
}

/** A named query as a chart or as a table; why there is none, in its place. */
export function MetricChart(props: MetricChartProps) {
  const { board, panel, events } = props;
  const text = useCanaryText();
  const { words } = text;
  const [isTable, setIsTable] = useState(false);
  const [hovered, setHovered] = useState<number>();
  const data = useMemo(
    () => chartData(board, panel, events, text),
    [board, panel, events, text],
  );
  const isEmpty = data.lines.every(line => samplesOf(line) === 0);
  const isOld = panel.missing !== undefined && !isEmpty;
  return (
    <section className={styles.chart} aria-label={data.title}>
      <div className={styles.head}>
        <h4 className={styles.title}>{data.title}</h4>
        <Legend data={data} hovered={hovered} />
        {!isEmpty && (
          <TextButton
            aria-label={words('chart.switch', {
              form: words(isTable ? 'why.asChart' : 'why.asTable'),
              title: panel.title,
            })}
            onClick={() => setIsTable(!isTable)}
          >
            {words(isTable ? 'chart.chart' : 'chart.table')}
          </TextButton>
        )}
      </div>
      <Notes {...props} isOld={isOld} isEmpty={isEmpty} />
      {!isEmpty && (
        <div className={isOld ? oldReading : undefined}>
          {isTable ? (
            <SeriesTable
              label={data.title}
              times={data.times}
              columns={namedOrder(data).map(({ name, values }) => ({
                head: name,
                values,
              }))}
              zone={text.reader.zone}
              write={value => unitText(value, data.unit)}
            />
          ) : (
            <CanaryPlot
              data={data}
              zone={text.reader.zone}
              group={props.group}
              label={plotLabel(data, text)}
              onHover={setHovered}
              onFailed={() => setIsTable(true)}
            />
          )}
        </div>
      )}
    </section>
  );
}

/** The canary is drawn last, over the others, and named first. */
function namedOrder({ lines }: ChartData): ChartLine[] {
  return [...lines].reverse();
}

/** A line with fewer samples says so: it may be too early to compare. */
const FEW_SAMPLES = 8;

function Legend(props: { data: ChartData; hovered?: number }) {
  const { data, hovered } = props;
  const { words } = useCanaryText();
  return (
    <ul className={styles.legend}>
      {namedOrder(data).map(line => {
        const samples = samplesOf(line);
        const value = hovered === undefined ? undefined : line.values[hovered];
        return (
          <li key={`${line.role}${line.nth}`}>
            <LineSample role={line.role} nth={line.nth} />
            {samples > 0 && samples < FEW_SAMPLES
              ? words('chart.few', { name: line.name, count: samples })
              : line.name}
            {value !== undefined && value !== null && (
              <span className={styles.value}>{unitText(value, data.unit)}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Notes(props: MetricChartProps & { isOld: boolean; isEmpty: boolean }) {
  const { panel } = props;
  const { words, missing, clock } = useCanaryText();
  const notes: string[] = [];
  if (panel.missing) notes.push(missing(panel.missing));
  else if (props.isEmpty) notes.push(words('missing.no-data'));
  if (props.isOld && panel.readAtMs !== undefined)
    notes.push(words('chart.kept', { time: clock(panel.readAtMs) }));
  if (panel.dropped > 0)
    notes.push(words('chart.dropped', { count: panel.dropped }));
  notes.push(...panel.warnings);
  if (notes.length === 0) return null;
  return (
    <p className={props.isEmpty ? styles.instead : styles.note}>
      {notes.join(' · ')}
    </p>
  );
}

/** What a reader who does not see the lines hears: the newest value of each, and the limit. */
function plotLabel(data: ChartData, { words }: CanaryText): string {
  const now = namedOrder(data).map(line => {
    const value = lastOf(line);
    return words('chart.now', {
      name: line.name,
      value:
        value === undefined
          ? words('missing.no-data')
          : unitText(value, data.unit),
    });
  });
  const limits = data.limits.map(limit => limit.text);
  return [data.title, ...now, ...limits].join('; ');
}
