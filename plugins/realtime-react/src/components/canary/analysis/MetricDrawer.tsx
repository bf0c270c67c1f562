import type {
  AnalysisMetric,
  AnalysisRun,
} from '@backstage-realtime/plugin-realtime-common';
import styles from '../../drawer/DetailDrawer.module.css';
import {
  DetailDrawer,
  DrawerFact,
  DrawerSection,
} from '../../drawer/DetailDrawer';
import { formatIso } from '../../format/times';
import plotStyles from '../../plot/Plot.module.css';
import { VerdictMark } from '../../health/verdict/VerdictMark';
import { withStop } from '../../health/text/withStop';
import { isStopped, verdictOfPhase } from '../text/phases';
import { useCanaryText } from '../text/useCanaryText';
import { MeasuredValue } from './MeasurementCell';
import { failuresText, limitText, resultText, runText } from './metricText';

/** A metric of a run and how it was judged. @public */
export interface MetricDrawerProps {
  run: AnalysisRun;
  metric: AnalysisMetric;
  onClose(): void;
}

/** The condition, the query and every measurement that the cluster keeps. @public */
export function MetricDrawer({ run, metric, onClose }: MetricDrawerProps) {
  const text = useCanaryText();
  const { words } = text;
  const stopped = isStopped(run, metric);
  return (
    <DetailDrawer
      mark={
        <VerdictMark
          verdict={verdictOfPhase(metric.phase, stopped)}
          text={resultText(run, metric, text)}
        />
      }
      title={words('metric.title', { name: metric.name })}
      onClose={onClose}
      foot={<span className={styles.muted}>{runText(run, text)}</span>}
    >
      <p className={styles.finding}>
        {withStop(failuresText(metric, text))}
        {metric.isDryRun && ` ${words('metric.dryRun')}`}
        {metric.message && ` ${withStop(metric.message)}`}
      </p>
      <Conditions metric={metric} />
      {metric.query && (
        <DrawerSection title={words('metric.query')}>
          <code className={styles.rule} style={{ display: 'block' }}>
            {metric.query}
          </code>
        </DrawerSection>
      )}
      <Measurements metric={metric} />
    </DetailDrawer>
  );
}

function Conditions({ metric }: { metric: AnalysisMetric }) {
  const { words, value } = useCanaryText();
  const { successCondition, failureCondition, intervalMs, of } = metric;
  const limit = limitText(metric);
  return (
    <DrawerSection title={words('metric.judged')}>
      <dl className={styles.facts}>
        {limit && (
          <DrawerFact name={words('analysis.mustBe')}>{limit}</DrawerFact>
        )}
        {successCondition && (
          <DrawerFact name={words('metric.success')}>
            <code>{successCondition}</code>
          </DrawerFact>
        )}
        {failureCondition && (
          <DrawerFact name={words('metric.failure')}>
            <code>{failureCondition}</code>
          </DrawerFact>
        )}
        {of !== undefined && (
          <DrawerFact name={words('metric.planned')}>{of}</DrawerFact>
        )}
        {intervalMs !== undefined && (
          <DrawerFact name={words('metric.interval')}>
            {value({ kind: 'duration', ms: intervalMs })}
          </DrawerFact>
        )}
        <DrawerFact name={words('metric.left')}>
          {words('metric.leftText', {
            failed: Math.max(0, metric.left.failed),
            inconclusive: Math.max(0, metric.left.inconclusive),
            errors: Math.max(0, metric.left.error),
          })}
        </DrawerFact>
      </dl>
    </DrawerSection>
  );
}

function Measurements({ metric }: { metric: AnalysisMetric }) {
  const { words, clock } = useCanaryText();
  const newest = [...metric.measurements].reverse();
  const lost = metric.counts.total - newest.length;
  return (
    <DrawerSection title={words('metric.measurements')}>
      <div className={plotStyles.readings} style={{ maxHeight: 'none' }}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words('metric.finished')}</th>
              <th scope="col">{words('why.value')}</th>
              <th scope="col">{words('metric.answer')}</th>
            </tr>
          </thead>
          <tbody>
            {newest.map((measurement, i) => {
              const atMs = measurement.finishedAtMs ?? measurement.startedAtMs;
              return (
                <tr key={`${atMs} ${newest.length - i}`}>
                  <td title={atMs === undefined ? undefined : formatIso(atMs)}>
                    {atMs === undefined ? words('metric.noTime') : clock(atMs)}
                  </td>
                  <td>
                    <MeasuredValue measurement={measurement} />
                  </td>
                  <td>
                    <code>{measurement.message ?? measurement.raw}</code>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {lost > 0 && (
        <p className={styles.muted}>{words('metric.lost', { count: lost })}</p>
      )}
    </DrawerSection>
  );
}
