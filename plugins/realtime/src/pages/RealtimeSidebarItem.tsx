import { SidebarItem, useSidebarOpenState } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  countRows,
  useWords,
  VerdictIcon,
} from '@backstage-realtime/plugin-realtime-react';
import { VisuallyHidden } from '@backstage/ui';
import { RiPulseLine } from '@remixicon/react';
import { HealthFrame } from '../entity/topics/HealthFrame';
import { useNow } from '../entity/useNow';
import { rootRouteRef } from '../routes';
import { alarmOf } from './alarmOf';
import styles from './RealtimePage.module.css';
import { useOwnedEntities } from './useOwnedEntities';
import { useOwnedRows } from './useOwnedRows';

/**
 * Item of the side bar with the worst icon and the number of the reader's
 * components at Warning or Critical. It watches in the background, once a minute.
 * @public
 */
export function RealtimeSidebarItem() {
  const nowMs = useNow();
  return (
    <HealthFrame nowMs={nowMs}>
      <Item nowMs={nowMs} />
    </HealthFrame>
  );
}

function Item({ nowMs }: { nowMs: number }) {
  const words = useWords();
  const href = useRouteRef(rootRouteRef);
  const owned = useOwnedEntities('mine');
  const entities = owned.state === 'ready' ? owned.value.entities : NONE;
  const { rows } = useOwnedRows(entities, nowMs);
  const alarm = alarmOf(countRows(rows));
  return (
    <>
      <SidebarItem
        icon={() => <Icon alarm={alarm} />}
        to={href()}
        text={words('owned.title')}
      >
        {alarm && (
          <span className={styles.badge} data-count={alarm.n} aria-hidden>
            <VerdictIcon verdict={alarm.worst} size={14} />
          </span>
        )}
      </SidebarItem>
      {alarm && (
        <VisuallyHidden>
          {words('owned.badge', {
            n: alarm.n,
            verdict: words(`verdict.${alarm.worst}`),
          })}
        </VisuallyHidden>
      )}
    </>
  );
}

/** The icon alone must tell it while the side bar is narrow; open, the badge does. */
function Icon({ alarm }: { alarm: ReturnType<typeof alarmOf> }) {
  const { isOpen } = useSidebarOpenState();
  if (!alarm) return <RiPulseLine />;
  return (
    <span className={styles.icon}>
      <RiPulseLine />
      {!isOpen && (
        <span className={styles.mark}>
          <VerdictIcon verdict={alarm.worst} size={12} />
        </span>
      )}
    </span>
  );
}

const NONE: never[] = [];
