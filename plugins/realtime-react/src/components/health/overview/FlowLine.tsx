import { formatRate, formatSpan } from '../../format/numbers';
import { useWords, type Words } from '../../words/WordsContext';
import type { Flow, FlowHop, FlowNode } from '../../../store/RealtimeOverview';
import { Panel } from '../../view/RealtimeView';
import { PanelHead } from '../verdict/PanelHead';
import { VerdictIcon, VerdictMark } from '../verdict/VerdictMark';
import styles from './FlowLine.module.css';

/** A measured pipeline. @public */
export interface FlowLineProps {
  flow: Flow;
}

/** Stations in the order of the data with the time and rate between them; a list for who cannot see it. @public */
export function FlowLine({ flow }: FlowLineProps) {
  const words = useWords();
  const slow = flow.nodes.filter(node => node.hop?.isSlow).length;
  const title = words('owned.flow', { title: flow.title });
  return (
    <Panel label={title}>
      <PanelHead
        title={title}
        sub={
          <VerdictMark
            verdict={slow > 0 ? 'warning' : 'ok'}
            text={
              slow > 0
                ? words('owned.flowSlow', { count: slow })
                : words('owned.flowWell')
            }
          />
        }
        end={words('owned.flowLegend')}
      />
      <ol className={styles.line}>
        {flow.nodes.map(node => (
          <Station key={node.name} node={node} />
        ))}
      </ol>
    </Panel>
  );
}

function Station({ node }: { node: FlowNode }) {
  const { hop } = node;
  return (
    <li className={styles.station}>
      <span className={`${styles.node} ${hop?.isSlow ? styles.slow : ''}`}>
        <strong>{node.name}</strong>
        <span className={styles.fact}>{node.fact}</span>
      </span>
      {hop && <Hop hop={hop} />}
    </li>
  );
}

function Hop({ hop }: { hop: FlowHop }) {
  const words = useWords();
  const rate =
    hop.perSecond === undefined
      ? words('missing.no-data')
      : `${formatRate(hop.perSecond)}/s`;
  const time = hopTime(hop, words);
  return (
    <span className={styles.hop}>
      <span className={hop.isSlow ? styles.slowTime : styles.time}>
        {hop.isSlow && <VerdictIcon verdict="warning" size={12} />}
        {time}
      </span>
      <span className={styles.arrow} aria-hidden />
      <span className={styles.fact}>{rate}</span>
    </span>
  );
}

function hopTime({ medianMs, partition }: FlowHop, words: Words): string {
  if (medianMs === undefined) return words('missing.no-data');
  const time =
    medianMs < 1_000 ? `${Math.round(medianMs)}\u00a0ms` : formatSpan(medianMs);
  return partition === undefined
    ? time
    : words('owned.partition', { time, partition });
}
