import { Link } from '@backstage/ui';
import { useWords } from '../../words/WordsContext';
import styles from './Flow.module.css';
import { isLoud, type FlowNode, type FlowStop } from './Flow';
import { FlowArrow } from './FlowArrow';

/** One way from end to end, to be read from left to right. */
export interface FlowLineProps {
  label: string;
  stops: FlowStop[];
}

/** Nodes with the hops between them; to readers of a screen an ordered list. */
export function FlowLine({ label, stops }: FlowLineProps) {
  return (
    <ol aria-label={label} className={styles.line}>
      {stops.map(({ node, hop }, i) => (
        <li
          // A node stands as often as ways lead through it.
          // eslint-disable-next-line react/no-array-index-key
          key={`${i} ${node.key}`}
          className={hop ? styles.stop : styles.first}
        >
          {hop && <FlowArrow hop={hop} />}
          <Node node={node} hop={hop} tone={toneOf(stops[i + 1], node)} />
        </li>
      ))}
    </ol>
  );
}

/** The topic that a slow reader leaves behind is marked, not the reader. */
function toneOf(next: FlowStop | undefined, node: FlowNode): string {
  const own = node.kind === 'topic' ? node.topic.verdict : 'ok';
  const verdict =
    next?.hop && isLoud(next.hop.verdict) ? next.hop.verdict : own;
  return isLoud(verdict) ? styles[verdict] : '';
}

function Node({ node, hop, tone }: FlowStop & { tone: string }) {
  const words = useWords();
  if (node.kind === 'topic') {
    const { topic, partitions } = node.topic;
    return (
      <span className={`${styles.node} ${tone}`}>
        <span className={styles.name}>{topic}</span>
        <span className={styles.fact}>
          {partitions > 0
            ? words('flow.partitions', { count: partitions })
            : words('flow.noPartitions')}
        </span>
      </span>
    );
  }
  const { title, href } = node;
  return (
    <span className={`${styles.node} ${tone}`}>
      <span className={styles.name}>
        <Link href={href}>{title}</Link>
      </span>
      <span className={styles.fact}>
        {hop?.reader?.group ?? words('flow.writes')}
      </span>
    </span>
  );
}
