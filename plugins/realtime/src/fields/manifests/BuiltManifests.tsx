import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type {
  Manifest,
  ManifestDiff,
} from '@backstage-realtime/plugin-realtime-common';
import {
  useCreateWords,
  type CreateWords,
} from '../../translations/createWords';
import { FieldNotes } from '../form/FieldNotes';
import styles from '../form/fields.module.css';
import { diffNotes } from './diffNotes';
import { ManifestPanel } from './ManifestPanel';
import { useDiff } from './useDiff';

/** A tab for each manifest: what will be sent, and what is there now. */
export function BuiltManifests(props: {
  id: string;
  manifests: Manifest[];
  warnings: string[];
  kubernetesCluster?: string;
}) {
  const { id, manifests, warnings, kubernetesCluster = '' } = props;
  const words = useCreateWords();
  const diff = useDiff(kubernetesCluster, manifests);
  const diffs = diff?.state === 'ready' ? diff.value.manifests : [];
  return (
    <div className={styles.wide}>
      <FieldNotes
        id={`${id}__diff`}
        notes={diffNotes(diff, kubernetesCluster, words)}
      />
      {warnings.length > 0 && <Warnings warnings={warnings} />}
      <div className={styles.tabs}>
        <Tabs>
          <TabList aria-label={words('manifests.tabs')}>
            {manifests.map((manifest, index) => (
              <Tab key={tabId(manifest)} id={tabId(manifest)}>
                {sayTab(manifest, diffs[index], words)}
              </Tab>
            ))}
          </TabList>
          {manifests.map((manifest, index) => (
            <TabPanel key={tabId(manifest)} id={tabId(manifest)}>
              <ManifestPanel
                manifest={manifest}
                diff={diffs[index]}
                kubernetesCluster={kubernetesCluster}
              />
            </TabPanel>
          ))}
        </Tabs>
      </div>
    </div>
  );
}

function Warnings({ warnings }: { warnings: string[] }) {
  const words = useCreateWords();
  return (
    <div>
      <FieldNotes
        id="manifest-warnings"
        notes={[{ kind: 'warning', text: words('manifests.warnings') }]}
      />
      <ul className={styles.list} aria-labelledby="manifest-warnings">
        {warnings.map(warning => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </div>
  );
}

function tabId({ kind, metadata }: Manifest): string {
  return `${kind}-${metadata.name}`;
}

/** `ApplicationClaim · 2 changes`. */
function sayTab(
  { kind }: Manifest,
  diff: ManifestDiff | undefined,
  words: CreateWords,
): string {
  if (!diff) return kind;
  const what =
    diff.operation === 'changed'
      ? words('manifests.changed', {
          count: diff.changes.length + diff.moreChanges,
        })
      : words(`manifests.${diff.operation}`);
  return `${kind} · ${what}`;
}
