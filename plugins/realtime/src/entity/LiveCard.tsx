import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import {
  cardFacts,
  LiveCardBody,
  retell,
  switchedOff,
  useDeclaredStreams,
  useRecordStream,
  useWords,
  WordsProvider,
  type CardFacts,
  type RecordStreamOptions,
  type Words,
} from '@backstage-realtime/plugin-realtime-react';
import type {
  StreamListing,
  StreamsResponse,
} from '@backstage-realtime/plugin-realtime-common';
import { Link } from '@backstage/ui';
import { useState } from 'react';
import { useRealtimeWords } from '../translations/useRealtimeWords';
import { ANNOTATION_LINE } from './NoStreams';
import { openingSnapshot } from './snapshots';
import { useNow } from './useNow';
import { usePageHidden } from './usePageHidden';

/** The card finds its entity by itself. @public */
export interface LiveCardProps {
  title?: string;
  /** Path of the Messages tab below the entity page. */
  messagesPath?: string;
}

/** Rate of the entity's first stream, live: counts only, never a payload. @public */
export function LiveCard(props: LiveCardProps) {
  const { entity } = useEntity();
  const { words } = useRealtimeWords();
  const listing = useDeclaredStreams(stringifyEntityRef(entity));
  return (
    <WordsProvider words={words}>
      {listing.state === 'ready' ? (
        <ListedCard {...props} response={listing.value} />
      ) : (
        <LiveCardBody
          title={props.title}
          facts={listingFacts(listing, words)}
          foot=""
          action={{ label: words('card.tryNow'), onPress: listing.reload }}
        />
      )}
    </WordsProvider>
  );
}

function listingFacts(
  listing: { state: 'loading' } | { state: 'error'; error: Error },
  words: Words,
): CardFacts {
  if (listing.state === 'loading') {
    return {
      icon: 'connecting',
      tone: 'muted',
      state: words('card.connecting'),
    };
  }
  return {
    icon: 'unknown',
    tone: 'muted',
    state: words('card.unknown'),
    headline: words('panel.refusedHeadline', { title: words('card.title') }),
    text: retell('refusal', listing.error.message, words),
  };
}

function ListedCard(props: LiveCardProps & { response: StreamsResponse }) {
  const words = useWords();
  const { streams, problems, entityRef } = props.response;
  const first = streams.find(s => !s.refusal) ?? streams[0];
  if (!first) {
    return (
      <LiveCardBody
        title={props.title}
        facts={{
          icon: 'none',
          tone: 'muted',
          state: words('card.none'),
          headline: words('card.noneHeadline'),
          text: problems[0]
            ? retell('problem', problems[0].message, words)
            : words('card.noneText'),
        }}
        foot={words('card.noneFoot')}
        action={{
          label: words('card.copy'),
          onPress: () => {
            void navigator.clipboard.writeText(ANNOTATION_LINE);
          },
        }}
      />
    );
  }
  return (
    <StreamCard
      {...props}
      entityRef={entityRef}
      listing={first}
      others={streams.length - 1}
    />
  );
}

interface StreamCardProps extends LiveCardProps {
  entityRef: string;
  listing: StreamListing;
  others: number;
}

function StreamCard(props: StreamCardProps) {
  const { listing, others } = props;
  const words = useWords();
  const nowMs = useNow();
  const [openedAtMs] = useState(nowMs);
  // Every open stream counts against its reader's limit, and nobody looks.
  const isHidden = usePageHidden();
  const { snapshot = openingSnapshot(openedAtMs), stream } = useRecordStream(
    isHidden ? undefined : countsOf(props.entityRef, listing),
  );
  const facts =
    refusalFacts(listing, words) ??
    cardFacts(snapshot, {
      title: listing.title,
      system: listing.system,
      nowMs,
      zone: 'utc',
      words,
    });
  return (
    <LiveCardBody
      title={props.title}
      facts={facts}
      snapshot={snapshot}
      foot={footText(listing, others, words)}
      action={
        facts.canRetry && stream
          ? { label: words('card.tryNow'), onPress: () => stream.retry() }
          : undefined
      }
      link={<MessagesLink path={props.messagesPath ?? 'messages'} />}
    />
  );
}

function refusalFacts(
  { refusal }: StreamListing,
  words: Words,
): CardFacts | undefined {
  if (!refusal) return undefined;
  if (refusal.code === 'realtime.stream.records-off') return switchedOff(words);
  const isForbidden = refusal.code === 'realtime.stream.forbidden';
  return {
    icon: isForbidden ? 'forbidden' : 'none',
    tone: isForbidden ? 'plain' : 'muted',
    state: words(isForbidden ? 'card.noPermission' : 'card.off'),
    headline: words('card.noPermissionHeadline'),
    text: retell('refusal', refusal.message, words),
  };
}

/** Counts need no right to read records, so that the card works for more readers than the tab. */
function countsOf(
  entityRef: string,
  listing: StreamListing,
): RecordStreamOptions | undefined {
  if (listing.refusal) return undefined;
  const { stream } = listing;
  return { entityRef, stream, from: { at: 'latest' }, mode: 'counts' };
}

function footText(
  { title }: StreamListing,
  others: number,
  words: Words,
): string {
  return others > 0
    ? words('card.more', { title, n: others })
    : words('card.countsOnly', { title });
}

function MessagesLink({ path }: { path: string }) {
  const words = useWords();
  const { entity } = useEntity();
  const entityRoute = useRouteRef(entityRouteRef);
  const base = entityRoute(entityRouteParams(entity));
  return <Link href={`${base}/${path}`}>{words('card.open')}</Link>;
}
