import type { ReactNode } from 'react';
import type { StreamSnapshot } from '../../store/StreamSnapshot';
import { PartitionBars } from '../band/PartitionBars';
import { Sparkline } from '../band/Sparkline';
import { formatCount, formatRate } from '../format/numbers';
import { StreamIcon } from '../state/StreamIcon';
import { useWords } from '../words/WordsContext';
import type { CardFacts } from './cardFacts';
import { CardFrame } from './CardFrame';
import styles from './LiveCardBody.module.css';

/** What the card shows; what its button and link do is for the page to say. @public */
export interface LiveCardBodyProps {
  facts: CardFacts;
  /** Left of the foot: what the card is about. */
  foot: string;
  title?: string;
  snapshot?: StreamSnapshot;
  /** The one button: `Try now`, `Copy annotation`. */
  action?: { label: string; onPress(): void };
  /** Right of the foot: link to the tab. */
  link?: ReactNode;
}

/** Card of an entity's first stream: same skeleton in every state, so that the grid does not jump. @public */
export function LiveCardBody(props: LiveCardBodyProps) {
  const { facts } = props;
  const words = useWords();
  const hasSentence = facts.headline !== undefined;
  return (
    <CardFrame
      title={props.title ?? words('card.title')}
      state={
        <span className={`${styles.state} ${styles[facts.tone]}`}>
          <StreamIcon name={facts.icon} />
          {facts.state}
        </span>
      }
      headline={facts.headline}
      text={facts.text}
      action={hasSentence ? props.action : undefined}
      foot={props.foot}
      link={props.link}
    >
      {!hasSentence && <Counts snapshot={props.snapshot} />}
    </CardFrame>
  );
}

/** A card has room for this many bars. */
const MAX_BARS = 24;

function Counts({ snapshot }: { snapshot?: StreamSnapshot }) {
  const words = useWords();
  const stats = snapshot?.stats;
  const rate = stats ? cardRate(stats.ratePerSecond) : '–';
  return (
    <>
      <p className={styles.rate}>
        <strong>{rate}</strong> {words('card.unit')}
      </p>
      <Sparkline
        values={snapshot?.rates ?? []}
        height={44}
        label={words('card.sparkline', { n: rate })}
      />
      {stats && stats.partitions.length <= MAX_BARS && (
        <PartitionBars partitions={stats.partitions} isPlain />
      )}
    </>
  );
}

/** One decimal up to a hundred: the big number is worth it. */
function cardRate(perSecond: number): string {
  return perSecond >= 100 ? formatCount(perSecond) : cardDecimal(perSecond);
}

function cardDecimal(perSecond: number): string {
  return perSecond >= 10 ? perSecond.toFixed(1) : formatRate(perSecond);
}
