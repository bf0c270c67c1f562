import type {
  MaskInfo,
  StreamListing,
} from '@backstage-realtime/plugin-realtime-common';
import {
  Key,
  MaskChip,
  PauseButton,
  StreamPicker,
  type ExtraColumn,
  type KnownNames,
  type Zone,
} from '@backstage-realtime/plugin-realtime-react';
import { Button, ButtonIcon } from '@backstage/ui';
import {
  RiFullscreenExitLine,
  RiFullscreenLine,
  RiTimeLine,
} from '@remixicon/react';
import { useRealtimeWords } from '../translations/useRealtimeWords';
import { ColumnsMenu } from './ColumnsMenu';
import styles from './MessagesTab.module.css';

export interface StreamBarProps {
  streams: StreamListing[];
  listing: StreamListing;
  mask?: MaskInfo;
  isUnmasked: boolean;
  /** Missing for readers who may not look below the mask. */
  onUnmask?(isUnmasked: boolean): void;
  names: KnownNames;
  columns: ExtraColumn[];
  zone: Zone;
  isPaused: boolean;
  /** Paused for want of use: the rows ask whether to go on. */
  isIdle: boolean;
  canPause: boolean;
  isFullHeight: boolean;
  onStream(stream: string): void;
  onColumns(columns: ExtraColumn[]): void;
  onPause(): void;
  onZone(): void;
  onFullHeight(): void;
}

/** Which stream, its mask, and the switches of the view. */
export function StreamBar(props: StreamBarProps) {
  const { t } = useRealtimeWords();
  const { zone, mask, isFullHeight } = props;
  const zoneText = t(zone === 'utc' ? 'page.zoneUtc' : 'page.zoneLocal');
  return (
    <div className={styles.bar}>
      <StreamPicker
        streams={props.streams}
        selected={props.listing.stream}
        onSelect={props.onStream}
      />
      {mask && (
        <MaskChip
          mask={mask}
          isUnmasked={props.isUnmasked}
          onUnmask={props.onUnmask}
        />
      )}
      <span className={styles.switches}>
        <PauseButton
          isPaused={props.isPaused}
          isQuiet={props.isIdle}
          isDisabled={!props.canPause}
          onPress={props.onPause}
        />
        <span className={styles.wide}>
          <Key>space</Key>
        </span>
        <Button
          variant="secondary"
          iconStart={<RiTimeLine />}
          aria-label={t('page.zoneSwitch', { zone: zoneText })}
          onPress={props.onZone}
        >
          {zoneText}
        </Button>
        <ColumnsMenu
          names={props.names}
          columns={props.columns}
          onColumns={props.onColumns}
        />
        <ButtonIcon
          variant="secondary"
          icon={isFullHeight ? <RiFullscreenExitLine /> : <RiFullscreenLine />}
          aria-label={t(
            isFullHeight ? 'page.leaveFullHeight' : 'page.fullHeight',
          )}
          onPress={props.onFullHeight}
        />
      </span>
    </div>
  );
}
