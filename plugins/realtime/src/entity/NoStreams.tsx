import { ANNOTATIONS } from '@backstage-realtime/plugin-realtime-common';
import { Panel, StatePanel } from '@backstage-realtime/plugin-realtime-react';
import { useRealtimeWords } from '../translations/useRealtimeWords';

/** Line of catalog-info.yaml that names a stream. */
export const ANNOTATION_LINE = `${ANNOTATIONS.kafkaTopics}: cluster/topic`;

/** The entity names no stream: how to. */
export function NoStreams() {
  const { t } = useRealtimeWords();
  return (
    <Panel>
      <StatePanel
        place="instead"
        facts={{
          headline: t('page.noStreams'),
          text: t('page.noStreamsText'),
          detail: ANNOTATION_LINE,
        }}
        onAction={() => undefined}
      />
    </Panel>
  );
}
