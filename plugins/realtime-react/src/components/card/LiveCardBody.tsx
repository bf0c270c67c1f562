import { Button, Card, CardBody, CardFooter, CardHeader } from '@backstage/ui';
import type { ReactNode } from 'react';
import type { StreamSnapshot } from '../../store/StreamSnapshot';
import { PartitionBars } from '../band/PartitionBars';
import { Sparkline } from '../band/Sparkline';
import { formatCount, formatRate } from '../format/numbers';
import { StreamIcon } from '../state/StreamIcon';
import { RealtimeView } from '../view/RealtimeView';
import { useWords } from '../words/WordsContext';
import type { CardFacts } from './cardFacts';
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
  const { facts, action } = props;
  const words = useWords();
  return (
    <Card className={styles.card}>
      <RealtimeView className={styles.root}>
        <CardHeader className={styles.head}>
          <h3 className={styles.title}>{props.title ?? words('card.title')}</h3>
          <span className={`${styles.state} ${styles[facts.tone]}`}>
            <StreamIcon name={facts.icon} />
            {facts.state}
          </span>
        </CardHeader>
        <CardBody className={styles.body}>
          {facts.headline ? (
            <>
              <p className={styles.headline}>{facts.headline}</p>
              <p className={styles.text}>{facts.text}</p>
              {action && (
                <Button
                  size="small"
                  variant="secondary"
                  onPress={action.onPress}
                >
                  {action.label}
                </Button>
              )}
            </>
          ) : (
            <Counts snapshot={props.snapshot} />
          )}
        </CardBody>
        <CardFooter className={styles.foot}>
          <span className={styles.scope}>{props.foot}</span>
          {props.link}
        </CardFooter>
      </RealtimeView>
    </Card>
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
