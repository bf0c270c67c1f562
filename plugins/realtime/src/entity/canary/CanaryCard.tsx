import { stringifyEntityRef } from '@backstage/catalog-model';
import { readDeclaredRollouts } from '@backstage-realtime/plugin-realtime-common';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import {
  CanaryCardBody,
  useCanary,
  useMetricBoards,
} from '@backstage-realtime/plugin-realtime-react';
import { Link } from '@backstage/ui';
import { useRealtimeWords } from '../../translations/useRealtimeWords';
import { ownerOf } from '../topics/ownerOf';
import { useCopy } from '../topics/useCopy';
import { useNow } from '../useNow';
import { ROLLOUT_ANNOTATION_LINE } from './annotationLine';
import { CanaryFrame } from './CanaryFrame';
import { useIsCardShown } from './useIsCardShown';

/** The card finds its entity by itself. @public */
export interface CanaryCardProps {
  title?: string;
  /** Path of the Canary tab below the entity page. */
  canaryPath?: string;
}

/**
 * The worst rollout of the entity in one sentence; six of twelve columns are
 * enough. Nothing where labels found no rollout, except for owners of the entity.
 * @public
 */
export function CanaryCard(props: CanaryCardProps) {
  const { entity } = useEntity();
  const nowMs = useNow();
  const { copy } = useCopy();
  const entityRef = stringifyEntityRef(entity);
  const { snapshot, stream } = useCanary(entityRef);
  const metrics = useMetricBoards(entityRef).snapshot;
  const isShown = useIsCardShown(snapshot);
  return (
    <CanaryFrame nowMs={nowMs}>
      {isShown && (
        <CanaryCardBody
          title={props.title}
          snapshot={snapshot}
          metrics={metrics?.value}
          nowMs={nowMs}
          entityTitle={entity.metadata.title ?? entity.metadata.name}
          owner={ownerOf(entity)}
          annotationLine={ROLLOUT_ANNOTATION_LINE}
          selector={readDeclaredRollouts(entity).selector}
          link={<CanaryLink path={props.canaryPath ?? 'canary'} />}
          onRefresh={() => stream?.refresh()}
          onCopyAnnotation={() => copy(ROLLOUT_ANNOTATION_LINE)}
        />
      )}
    </CanaryFrame>
  );
}

function CanaryLink({ path }: { path: string }) {
  const { words } = useRealtimeWords();
  const { entity } = useEntity();
  const entityRoute = useRouteRef(entityRouteRef);
  const base = entityRoute(entityRouteParams(entity));
  return <Link href={`${base}/${path}`}>{words('canary.open')}</Link>;
}
