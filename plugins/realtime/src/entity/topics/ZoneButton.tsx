import { Button } from '@backstage/ui';
import { RiTimeLine } from '@remixicon/react';
import { useRealtimeWords } from '../../translations/useRealtimeWords';
import { useZone } from './useZone';

/** UTC or local time, for all views. */
export function ZoneButton(props: { size?: 'small' | 'medium' }) {
  const { t } = useRealtimeWords();
  const { zone, switchZone } = useZone();
  const name = t(zone === 'utc' ? 'page.zoneUtc' : 'page.zoneLocal');
  return (
    <Button
      size={props.size ?? 'small'}
      variant="secondary"
      iconStart={<RiTimeLine />}
      aria-label={t('page.zoneSwitch', { zone: name })}
      onPress={switchZone}
    >
      {name}
    </Button>
  );
}
