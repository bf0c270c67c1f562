import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  healthAge,
  HealthStatePanel,
  RealtimeView,
  shownHealth,
  TopicHealthView,
  useTopicHealth,
  WhyDrawer,
} from '@backstage-realtime/plugin-realtime-react';
import { VisuallyHidden } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { useRealtimeWords } from '../../translations/useRealtimeWords';
import { ANNOTATION_LINE } from '../NoStreams';
import { useNow } from '../useNow';
import { HealthFrame } from './HealthFrame';
import styles from './TopicsTab.module.css';
import { ownerOf } from './ownerOf';
import { useCopy } from './useCopy';
import { useTopicLinks } from './useTopicLinks';
import { ZoneButton } from './ZoneButton';

/** The tab finds its entity by itself. @public */
export interface TopicsTabProps {
  /** Path of the Messages tab below the entity page, when the app gave it another one. */
  messagesPath?: string;
}

/**
 * The Topics tab of an entity: are its topics well, since when, so what, what
 * now. The health comes as one stream, opened with the tab and closed with it;
 * which check is explained is in the address, so that a reason is a link.
 * @public
 */
export function TopicsTab(props: TopicsTabProps) {
  const nowMs = useNow();
  return (
    <HealthFrame nowMs={nowMs}>
      <RealtimeView className={styles.page}>
        <Health {...props} nowMs={nowMs} />
      </RealtimeView>
    </HealthFrame>
  );
}

function Health(props: TopicsTabProps & { nowMs: number }) {
  const { nowMs } = props;
  const { entity } = useEntity();
  const { words } = useRealtimeWords();
  const { snapshot, stream } = useTopicHealth(stringifyEntityRef(entity));
  const links = useTopicLinks(props.messagesPath);
  const { copied, copy } = useCopy();
  const { why, explain } = useWhy();
  const refresh = () => stream?.refresh();
  const ageMs = healthAge(snapshot, nowMs);
  const shown = shownHealth(snapshot, nowMs);
  const check = shown?.health.checks.find(({ key }) => key === why);
  return (
    <>
      <HealthStatePanel
        snapshot={snapshot}
        nowMs={nowMs}
        entityTitle={entity.metadata.title ?? entity.metadata.name}
        owner={ownerOf(entity)}
        annotationLine={ANNOTATION_LINE}
        onRefresh={refresh}
      />
      {shown && (
        <TopicHealthView
          {...shown}
          nowMs={nowMs}
          ageMs={ageMs}
          switches={<ZoneButton />}
          topicHref={links.topic}
          recordsHref={links.records}
          onWhy={explain}
          onCopy={copy}
          onRefresh={refresh}
        />
      )}
      {shown && check && (
        <WhyDrawer
          check={check}
          health={shown.health}
          nowMs={nowMs}
          ageMs={ageMs}
          onCopy={copy}
          onClose={() => explain(undefined)}
        />
      )}
      <VisuallyHidden>
        <span role="status">{copied && words('health.copied')}</span>
      </VisuallyHidden>
    </>
  );
}

/** Key of the check that is explained, in the address; Back leaves the page, not the drawer. */
function useWhy() {
  const [params, setParams] = useSearchParams();
  const explain = (key: string | undefined) =>
    setParams(
      old => {
        const next = new URLSearchParams(old);
        if (key === undefined) next.delete('why');
        else next.set('why', key);
        return next;
      },
      { replace: true },
    );
  return { why: params.get('why'), explain };
}
