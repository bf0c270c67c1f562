import type {
  CanaryState,
  MetricBoards,
  RolloutSelector,
  RolloutState,
  TrafficShare,
} from '@backstage-realtime/plugin-realtime-common';
import type { ReactNode } from 'react';
import type { StateSnapshot } from '../../../store/StateStream';
import { CardFrame } from '../../card/CardFrame';
import healthStyles from '../../health/card/TopicHealthCardBody.module.css';
import { VerdictMark } from '../../health/verdict/VerdictMark';
import { formatShare } from '../../format/numbers';
import { StreamIcon } from '../../state/StreamIcon';
import { limitText } from '../analysis/metricText';
import { MeasuredValue } from '../analysis/MeasurementCell';
import { shareOf } from '../steps/shareOf';
import { useCanaryText } from '../text/useCanaryText';
import {
  canaryCardFacts,
  watchedMetric,
  type CanaryCardFacts,
} from './canaryCardFacts';
import styles from './CanaryCardBody.module.css';
import { StepBar } from './StepBar';

/** What the card shows; what its button and link do is for the page to say. @public */
export interface CanaryCardBodyProps {
  title?: string;
  snapshot: StateSnapshot<CanaryState> | undefined;
  metrics?: MetricBoards;
  /** Time of the page in ms since 1970. */
  nowMs: number;
  entityTitle: string;
  owner?: string;
  annotationLine: string;
  /** What its rollouts were looked for by, where none is named. */
  selector?: RolloutSelector;
  /** Link to the tab. */
  link?: ReactNode;
  onRefresh(): void;
  /** Copies the line of catalog-info.yaml that names a rollout. */
  onCopyAnnotation(): void;
}

/** Card of an entity's rollouts: the worst one in a sentence, its steps and four numbers. @public */
export function CanaryCardBody(props: CanaryCardBodyProps) {
  const text = useCanaryText();
  const { words } = text;
  const facts = canaryCardFacts(props.snapshot, props.metrics, {
    ...props,
    text,
  });
  const actions = {
    retry: { label: words('health.tryNow'), onPress: props.onRefresh },
    copy: {
      label: words('health.copyAnnotation'),
      onPress: props.onCopyAnnotation,
    },
  };
  return (
    <CardFrame
      title={props.title ?? words('canary.cardTitle')}
      state={<StateMark mark={facts.mark} />}
      headline={facts.headline}
      text={facts.text}
      action={facts.button && actions[facts.button]}
      foot={facts.foot}
      link={props.link}
    >
      {facts.state && (
        <>
          <StepBar state={facts.state} />
          <Numbers state={facts.state} traffic={facts.traffic} />
        </>
      )}
    </CardFrame>
  );
}

function StateMark({ mark }: Pick<CanaryCardFacts, 'mark'>) {
  if ('verdict' in mark) return <VerdictMark {...mark} />;
  return (
    <span className={healthStyles.state}>
      <StreamIcon name={mark.icon} /> {mark.text}
    </span>
  );
}

function Numbers(props: { state: RolloutState; traffic?: TrafficShare }) {
  const { state, traffic } = props;
  const { words, missing, value } = useCanaryText();
  const { asked, pods } = state.weights;
  const podShare = pods.known ? shareOf(pods.value) : undefined;
  return (
    <dl className={styles.numbers}>
      <Fact
        name={words('weight.asked')}
        value={asked.known ? formatShare(asked.value / 100) : undefined}
        instead={asked.known ? '' : missing(asked.missing)}
      />
      <Fact
        name={
          pods.known
            ? words('weight.podsShort', {
                n: pods.value.canary,
                of: pods.value.total,
              })
            : words('weight.pods')
        }
        value={podShare === undefined ? undefined : formatShare(podShare)}
        instead={pods.known ? words('weight.noPods') : missing(pods.missing)}
      />
      <Fact
        name={
          traffic?.windowMs === undefined
            ? words('weight.requests')
            : words('weight.requestsShort', {
                span: value({ kind: 'duration', ms: traffic.windowMs }),
              })
        }
        value={traffic && formatShare(traffic.share)}
        instead={words('weight.notMeasured')}
      />
      <Watched state={state} />
    </dl>
  );
}

function Fact(props: { name: string; value?: string; instead: string }) {
  return (
    <div className={styles.fact}>
      <dt>{props.name}</dt>
      <dd className={props.value === undefined ? styles.words : styles.number}>
        {props.value ?? props.instead}
      </dd>
    </div>
  );
}

/** The newest value of the metric that is closest to failing. */
function Watched({ state }: { state: RolloutState }) {
  const metric = watchedMetric(state);
  const measurement = metric?.measurements.at(-1);
  if (!metric || !measurement) return null;
  return (
    <div className={`${styles.fact} ${styles.watched}`}>
      <dt>{[metric.name, limitText(metric)].filter(Boolean).join(' ')}</dt>
      <dd className={styles.number}>
        <MeasuredValue measurement={measurement} />
      </dd>
    </div>
  );
}
