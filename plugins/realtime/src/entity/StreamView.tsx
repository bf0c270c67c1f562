import { parseEntityRef } from '@backstage/catalog-model';
import type {
  StreamListing,
  StreamsResponse,
} from '@backstage-realtime/plugin-realtime-common';
import {
  HonestyBand,
  KeyHelp,
  knownNames,
  QuerySentence,
  useWords,
  type RecordTableHandle,
  type StreamSnapshot,
  type Zone,
} from '@backstage-realtime/plugin-realtime-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { PageAddress } from '../address/address';
import { Announcer } from './Announcer';
import { RecordsPanel } from './RecordsPanel';
import { StreamBar } from './StreamBar';
import { useKeys } from './useKeys';
import { useNow } from './useNow';
import { useRemembered } from './useRemembered';
import { useOpenStream } from './useOpenStream';
import { useSelection, type Selection } from './useSelection';

export interface StreamViewProps {
  response: StreamsResponse;
  listing: StreamListing;
  address: PageAddress;
  onChange(part: Partial<PageAddress>): void;
  isFullHeight: boolean;
  onFullHeight(isFull: boolean): void;
}

/**
 * One stream: opened first, drawn next. The first drawing takes longer than the
 * way to the server and back, so the server is asked before it begins.
 */
export function StreamView(props: StreamViewProps) {
  const { listing, response, address } = props;
  // Not in the address: a link must not take the mask off for whoever opens it.
  const [isUnmasked, setIsUnmasked] = useState(false);
  const opened = useOpenStream(response, listing, address, isUnmasked);
  const [isAsked, setIsAsked] = useState(false);
  // After that of the stream, and before a paint without the view.
  useLayoutEffect(() => setIsAsked(true), []);
  if (!isAsked) return null;
  return (
    <StreamParts
      {...props}
      opened={opened}
      isUnmasked={isUnmasked}
      onUnmask={setIsUnmasked}
    />
  );
}

interface StreamPartsProps extends StreamViewProps {
  opened: ReturnType<typeof useOpenStream>;
  isUnmasked: boolean;
  onUnmask(isUnmasked: boolean): void;
}

/** Bar, sentence, band, rows with detail. */
function StreamParts(props: StreamPartsProps) {
  const { listing, response, address, onChange } = props;
  const [isEditorOpen, setIsEditorOpen] = useState(false);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const tableRef = useRef<RecordTableHandle>(null);
  const nowMs = useNow();
  const words = useWords();
  const { snapshot, stream } = props.opened;
  const selection = useSelection(snapshot.rows, address, onChange);
  const names = useMemo(() => knownNames(snapshot.rows), [snapshot.rows]);
  const switches = useSwitches(props);
  const { zone } = switches;

  useKeys({
    ...selectionKeys(selection),
    ' ': switches.onPause,
    '/': () => setIsEditorOpen(true),
    Home: () => tableRef.current?.showNewest(),
    u: switches.onZone,
    f: switches.onFullHeight,
    '?': () => setIsHelpOpen(true),
    Escape: escapeAction(selection, props.isFullHeight, switches.onFullHeight),
  });

  const context = { ...titlesOf(props), nowMs, zone, words };
  return (
    <>
      <StreamBar
        {...switches}
        streams={response.streams}
        listing={listing}
        names={names}
        columns={address.columns}
        onStream={key => onChange({ stream: key, record: undefined })}
        onColumns={columns => onChange({ columns })}
      />
      <QuerySentence
        query={address.query}
        onChange={query => onChange({ query })}
        partitions={snapshot.partitions.map(p => p.partition)}
        isSeekable={snapshot.isSeekable || listing.isSeekable}
        zone={zone}
        knownPaths={names.fields}
        isEditorOpen={isEditorOpen}
        onEditorOpenChange={setIsEditorOpen}
      />
      <HonestyBand snapshot={snapshot} context={context} />
      <RecordsPanel
        snapshot={snapshot}
        stream={stream}
        listing={listing}
        streams={response.streams}
        entityRef={response.entityRef}
        ownerRef={response.owner}
        context={context}
        address={address}
        selection={selection}
        policy={props.isUnmasked ? undefined : listing.mask?.policy}
        isUnmasked={props.isUnmasked}
        tableRef={tableRef}
        onChange={onChange}
        onHelp={() => setIsHelpOpen(true)}
      />
      <Announcer snapshot={snapshot} context={context} />
      <KeyHelp isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
    </>
  );
}

/** What the bar, and a key each, switch on and off. */
function useSwitches(props: StreamPartsProps) {
  const { listing, isFullHeight, onFullHeight, isUnmasked } = props;
  const { snapshot, stream } = props.opened;
  const [zone, onZone] = useZone();
  const isPaused = snapshot.status.state === 'paused';
  return {
    zone,
    onZone,
    isPaused,
    isIdle: isIdle(snapshot),
    canPause: canPause(snapshot),
    onPause: () => (isPaused ? stream?.resume('buffer') : stream?.pause()),
    isFullHeight,
    onFullHeight: () => onFullHeight(!isFullHeight),
    mask: listing.mask ?? snapshot.mask,
    isUnmasked,
    onUnmask: listing.canUnmask ? props.onUnmask : undefined,
  };
}

/** The zone times are shown in, kept for the next visit, and how to switch it. */
function useZone(): [Zone, () => void] {
  const [zone, setZone] = useRemembered<Zone>('zone', 'utc');
  return [zone, () => setZone(zone === 'utc' ? 'local' : 'utc')];
}

/** True while there is something to hold. */
function canPause({ problem, status }: StreamSnapshot): boolean {
  return !problem && status.state !== 'stopped';
}

/** True while the rows ask whether to go on. */
function isIdle({ status }: StreamSnapshot): boolean {
  return status.state === 'paused' && status.because === 'idle';
}

/** Keys that walk through records and the tabs of the open one. */
function selectionKeys(selection: Selection) {
  return {
    j: () => selection.move(1),
    k: () => selection.move(-1),
    e: selection.toggleDetail,
    d: () => selection.toggleTab('diff'),
    t: () => selection.toggleTab('trace'),
    '[': () => selection.moveTab(-1),
    ']': () => selection.moveTab(1),
  };
}

/** Escape closes one thing at a time: the detail, then full height. */
function escapeAction(
  selection: Selection,
  isFullHeight: boolean,
  leaveFullHeight: () => void,
): (() => void) | undefined {
  if (selection.isOpen) return selection.close;
  return isFullHeight ? leaveFullHeight : undefined;
}

/** What the sentences of the view call the stream, its entity and its owner. */
function titlesOf({ listing, response }: StreamViewProps) {
  return {
    title: listing.title,
    system: listing.system,
    entityTitle: nameOf(response.entityRef),
    owner: response.owner && nameOf(response.owner),
  };
}

/** Name of an entity in a sentence: `team-realtime`. */
function nameOf(entityRef: string): string {
  const ref = parseEntityRef(entityRef, { defaultKind: 'group' });
  return ref.name;
}
