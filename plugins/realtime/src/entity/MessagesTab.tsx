import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  Panel,
  RealtimeView,
  retell,
  StatePanel,
  StreamIcon,
  useDeclaredStreams,
  WordsProvider,
} from '@backstage-realtime/plugin-realtime-react';
import type { StreamsResponse } from '@backstage-realtime/plugin-realtime-common';
import { useState } from 'react';
import { usePageAddress } from '../address/usePageAddress';
import { useRealtimeWords } from '../translations/useRealtimeWords';
import { AnnotationProblems } from './AnnotationProblems';
import styles from './MessagesTab.module.css';
import { NoStreams } from './NoStreams';
import { StreamView } from './StreamView';
import { useFreeHeight } from './useFreeHeight';

/**
 * The Messages tab of an entity: what flows through its streams, live.
 *
 * It chooses and the parts below draw. What it shows is in its address (see
 * address.ts), so that every view is a link. The listing says what the reader
 * may do before anything is opened; a stream that may not be read in full is
 * opened for its counts. Selecting a row neither pauses nor opens a request,
 * unless the detail needs what the row does not hold. The stream is closed with
 * the tab, and when another stream or sentence is chosen.
 * @public
 */
export function MessagesTab() {
  const { entity } = useEntity();
  const { words, t } = useRealtimeWords();
  const listing = useDeclaredStreams(stringifyEntityRef(entity));
  return (
    <WordsProvider words={words}>
      {listing.state === 'ready' ? (
        <Streams response={listing.value} />
      ) : (
        <RealtimeView className={styles.page}>
          <Panel>
            {listing.state === 'loading' ? (
              <p className={styles.line} role="status">
                <StreamIcon name="connecting" /> {t('page.loading')}
              </p>
            ) : (
              <StatePanel
                place="instead"
                facts={{
                  headline: t('page.loadFailed'),
                  text: retell('refusal', listing.error.message, words),
                  button: { name: 'retry', label: t('page.tryAgain') },
                }}
                onAction={listing.reload}
              />
            )}
          </Panel>
        </RealtimeView>
      )}
    </WordsProvider>
  );
}

function Streams({ response }: { response: StreamsResponse }) {
  const { address, change } = usePageAddress();
  const [isFullHeight, setIsFullHeight] = useState(false);
  const rootRef = useFreeHeight();
  const { streams, problems } = response;
  const chosen =
    streams.find(s => s.stream === address.stream) ??
    streams.find(s => !s.refusal) ??
    streams[0];
  const classes = `${styles.page} ${isFullHeight ? styles.full : ''}`;
  return (
    <RealtimeView className={classes} rootRef={rootRef}>
      {problems.length > 0 && <AnnotationProblems problems={problems} />}
      {chosen ? (
        <StreamView
          key={chosen.stream}
          response={response}
          listing={chosen}
          address={address}
          onChange={change}
          isFullHeight={isFullHeight}
          onFullHeight={setIsFullHeight}
        />
      ) : (
        <NoStreams />
      )}
    </RealtimeView>
  );
}
