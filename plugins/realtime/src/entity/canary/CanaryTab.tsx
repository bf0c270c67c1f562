import { stringifyEntityRef } from '@backstage/catalog-model';
import { readDeclaredRollouts } from '@backstage-realtime/plugin-realtime-common';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  CanaryStatePanel,
  CanaryView,
  RealtimeView,
  serverNow,
  shownCanary,
  useCanary,
  useMetricBoards,
} from '@backstage-realtime/plugin-realtime-react';
import { useDeferredValue } from 'react';
import { SaidSlowly } from '../SaidSlowly';
import styles from '../topics/TopicsTab.module.css';
import { ownerOf } from '../topics/ownerOf';
import { ZoneButton } from '../topics/ZoneButton';
import { useNow } from '../useNow';
import { ROLLOUT_ANNOTATION_LINE } from './annotationLine';
import { CanaryFrame } from './CanaryFrame';
import { ChosenMetricDrawer } from './ChosenMetricDrawer';
import { OpenControlDialog } from './OpenControlDialog';
import { useCanaryAddress } from './useCanaryAddress';
import { useControl } from './useControl';
import { useVerdictText } from './useVerdictText';

/**
 * The Canary tab of an entity: where its rollouts are, what they wait for, which
 * measurement decides, how close it is to failing, and how the canary compares
 * with stable. Rollouts and metrics come as two streams, opened with the tab and
 * closed with it: metrics that are away leave the rollouts as they are. Which
 * rollout is open and which metric is explained is in the address.
 * @public
 */
export function CanaryTab() {
  const nowMs = useNow();
  return (
    <CanaryFrame nowMs={nowMs}>
      <RealtimeView className={styles.page}>
        <Rollouts nowMs={nowMs} />
      </RealtimeView>
    </CanaryFrame>
  );
}

/** The same each time, so that nothing is drawn anew for it. */
const ZONE_SWITCH = <ZoneButton />;

function Rollouts({ nowMs }: { nowMs: number }) {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { snapshot: newest, stream } = useCanary(entityRef);
  // Twenty rollouts change at one moment: they are drawn in pieces, and what the reader does goes first.
  const snapshot = useDeferredValue(newest);
  const metrics = useDeferredValue(useMetricBoards(entityRef).snapshot);
  const address = useCanaryAddress();
  const control = useControl(entityRef);
  const shown = shownCanary(snapshot, nowMs);
  const verdict = useVerdictText(shown?.canary);
  return (
    <>
      <CanaryStatePanel
        snapshot={snapshot}
        nowMs={nowMs}
        entityTitle={entity.metadata.title ?? entity.metadata.name}
        owner={ownerOf(entity)}
        annotationLine={ROLLOUT_ANNOTATION_LINE}
        selector={readDeclaredRollouts(entity).selector}
        onRefresh={() => stream?.refresh()}
      />
      {shown && (
        <CanaryView
          {...shown}
          metrics={metrics?.value}
          metricsOff={
            metrics?.status.state === 'refused'
              ? metrics.status.message
              : undefined
          }
          nowMs={serverNow(snapshot, shown.canary.evaluatedAtMs, nowMs)}
          openAtFirst={address.rollout}
          switches={ZONE_SWITCH}
          onControl={control.ask}
          onWhy={address.explain}
          onOpen={address.open}
        />
      )}
      {shown && address.why && (
        <ChosenMetricDrawer
          canary={shown.canary}
          chosen={address.why}
          onClose={address.close}
        />
      )}
      {shown && control.asked && (
        <OpenControlDialog canary={shown.canary} control={control} />
      )}
      <SaidSlowly text={[control.said, verdict].filter(Boolean).join('. ')} />
    </>
  );
}
