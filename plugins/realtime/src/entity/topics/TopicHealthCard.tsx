import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import {
  TopicHealthCardBody,
  useTopicHealth,
} from '@backstage-realtime/plugin-realtime-react';
import { Link } from '@backstage/ui';
import { useRealtimeWords } from '../../translations/useRealtimeWords';
import { ANNOTATION_LINE } from '../NoStreams';
import { useNow } from '../useNow';
import { HealthFrame } from './HealthFrame';
import { ownerOf } from './ownerOf';
import { useCopy } from './useCopy';

/** The card finds its entity by itself. @public */
export interface TopicHealthCardProps {
  title?: string;
  /** Path of the Topics tab below the entity page. */
  topicsPath?: string;
}

/** Verdict on the entity's topics in one sentence; four of twelve columns are enough. @public */
export function TopicHealthCard(props: TopicHealthCardProps) {
  const { entity } = useEntity();
  const nowMs = useNow();
  const { copy } = useCopy();
  const { snapshot, stream } = useTopicHealth(stringifyEntityRef(entity));
  return (
    <HealthFrame nowMs={nowMs}>
      <TopicHealthCardBody
        title={props.title}
        snapshot={snapshot}
        nowMs={nowMs}
        entityTitle={entity.metadata.title ?? entity.metadata.name}
        owner={ownerOf(entity)}
        link={<TopicsLink path={props.topicsPath ?? 'topics'} />}
        onRefresh={() => stream?.refresh()}
        onCopyAnnotation={() => copy(ANNOTATION_LINE)}
      />
    </HealthFrame>
  );
}

function TopicsLink({ path }: { path: string }) {
  const { words } = useRealtimeWords();
  const { entity } = useEntity();
  const entityRoute = useRouteRef(entityRouteRef);
  const base = entityRoute(entityRouteParams(entity));
  return <Link href={`${base}/${path}`}>{words('health.open')}</Link>;
}
