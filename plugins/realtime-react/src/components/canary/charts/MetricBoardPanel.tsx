import {
  toRolloutKey,
  type MetricBoard,
  type RolloutEvent,
} from '@backstage-realtime/plugin-realtime-common';
import { Panel } from '../../view/RealtimeView';
import { PanelHead } from '../../health/verdict/PanelHead';
import { useCanaryText } from '../text/useCanaryText';
import { MetricChart } from './MetricChart';
import styles from './MetricBoardPanel.module.css';

/** All panels of a rollout, two a row, on one time axis with one crosshair. */
export function MetricBoardPanel(props: {
  board: MetricBoard;
  events: RolloutEvent[];
}) {
  const { board, events } = props;
  const { words, missing } = useCanaryText();
  const title = words('canary.metrics');
  const key = toRolloutKey(board.rollout);
  return (
    <Panel label={title}>
      {board.missing || board.panels.length === 0 ? (
        <PanelHead
          title={title}
          sub={
            board.missing ? missing(board.missing) : words('canary.noPanels')
          }
        />
      ) : (
        <div className={styles.charts}>
          {board.panels.map(panel => (
            <MetricChart
              key={panel.query}
              board={board}
              panel={panel}
              events={events}
              group={key}
            />
          ))}
        </div>
      )}
    </Panel>
  );
}
