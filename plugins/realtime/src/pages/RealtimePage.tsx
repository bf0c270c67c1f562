import {
  OWNER_SCOPES,
  Panel,
  RealtimeView,
  retell,
  StatePanel,
  useWords,
  type OwnerScope,
} from '@backstage-realtime/plugin-realtime-react';
import { Header } from '@backstage/ui';
import { HealthFrame } from '../entity/topics/HealthFrame';
import { useRemembered } from '../entity/useRemembered';
import { ZoneButton } from '../entity/topics/ZoneButton';
import { useNow } from '../entity/useNow';
import { OwnedList } from './OwnedList';
import styles from './RealtimePage.module.css';
import { useOwnedEntities } from './useOwnedEntities';

/** What the page needs to know of the app. @public */
export interface RealtimePageProps {
  /** Path of the Topics tab below the entity page, when the app gave it another one. */
  topicsPath?: string;
  /** The same of the Canary tab, for what has rollouts and no topics. */
  canaryPath?: string;
}

/**
 * Everything a reader owns that has topics or rollouts, worst first.
 *
 * The catalog says what is owned; one stream says how each component is. A row
 * stays when its cluster is away, with the age of what it shows, because a row
 * that is gone looks like one that is well.
 * @public
 */
export function RealtimePage(props: RealtimePageProps) {
  const nowMs = useNow();
  return (
    <HealthFrame nowMs={nowMs}>
      <Page {...props} nowMs={nowMs} />
    </HealthFrame>
  );
}

function Page(props: RealtimePageProps & { nowMs: number }) {
  const words = useWords();
  const [scope, setScope] = useRemembered<OwnerScope>('owner', OWNER_SCOPES[0]);
  const owned = useOwnedEntities(scope);
  return (
    <main>
      <Header title={words('owned.title')} customActions={<ZoneButton />} />
      <RealtimeView className={styles.page}>
        {owned.state === 'error' ? (
          <Panel>
            <StatePanel
              place="instead"
              facts={{
                headline: words('owned.failedHeadline'),
                text: retell('refusal', owned.error.message, words),
                button: { name: 'retry', label: words('health.tryNow') },
              }}
              onAction={owned.reload}
            />
          </Panel>
        ) : (
          <OwnedList
            {...props}
            owned={owned.state === 'ready' ? owned.value : undefined}
            scope={scope}
            onScope={setScope}
          />
        )}
      </RealtimeView>
    </main>
  );
}
