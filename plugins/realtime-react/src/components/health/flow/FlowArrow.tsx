import { VisuallyHidden } from '@backstage/ui';
import { lagTimeText } from '../tables/LagCells';
import { useHealthText, type HealthText } from '../text/HealthReader';
import { VerdictIcon } from '../verdict/VerdictMark';
import styles from './Flow.module.css';
import { isLoud, shownLag, type FlowHop } from './Flow';

/** How long records wait above the arrow, how many pass below it; each a figure or the word for why not. */
export function FlowArrow({ hop }: { hop: FlowHop }) {
  const text = useHealthText();
  const above = lagText(hop, text);
  const below = rateText(hop, text);
  const isBad = isLoud(hop.verdict);
  return (
    <>
      <span
        aria-hidden
        className={`${styles.hop} ${isBad ? styles[`${hop.verdict}Hop`] : ''}`}
        title={spoken(hop, above, below, text)}
      >
        <span className={above.isKnown ? styles.time : styles.missing}>
          {isBad && <VerdictIcon verdict={hop.verdict} size={12} />}
          {above.text}
        </span>
        <span className={styles.arrow} />
        <span className={styles.rate}>{below.text}</span>
      </span>
      <VisuallyHidden>{spoken(hop, above, below, text)}</VisuallyHidden>
    </>
  );
}

interface Figure {
  text: string;
  isKnown: boolean;
}

function lagText(hop: FlowHop, { words, missing }: HealthText): Figure {
  const { lag, partition } = shownLag(hop);
  if (!hop.from) return { text: words('flow.noWriter'), isKnown: false };
  if (!lag) return { text: words('flow.notMeasured'), isKnown: false };
  if (!lag.known) return { text: missing(lag.missing), isKnown: false };
  const time = lagTimeText(lag.value, words);
  return {
    text:
      partition === undefined
        ? time
        : words('flow.slowest', { lag: time, partition }),
    isKnown: true,
  };
}

function rateText(
  { rate }: FlowHop,
  { words, value, missing }: HealthText,
): Figure {
  if (!rate) return { text: words('flow.shared'), isKnown: false };
  return rate.known
    ? { text: value({ kind: 'rate', perSecond: rate.value }), isKnown: true }
    : { text: missing(rate.missing), isKnown: false };
}

/** The hop as a clause before the node it leads to. */
function spoken(
  hop: FlowHop,
  { text: lag }: Figure,
  { text: rate }: Figure,
  { words }: HealthText,
): string {
  if (!hop.from) return words('flow.sayNoWriter', { rate });
  if (!hop.reader) return words('flow.sayWrite', { rate });
  const said = words('flow.sayRead', { group: hop.reader.group, lag, rate });
  return isLoud(hop.verdict)
    ? `${words(`verdict.${hop.verdict}`)}: ${said}`
    : said;
}
