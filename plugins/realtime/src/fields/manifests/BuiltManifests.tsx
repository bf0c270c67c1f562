import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type {
  BundleCheck,
  Manifest,
  ManifestDiff,
} from '@backstage-realtime/plugin-realtime-common';
import { useCreateWords } from '../../translations/createWords';
import type { NoteKind } from '../form/FieldNotes';
import { AskedFor } from './asked/AskedFor';
import { useTemplate } from './asked/useTemplate';
import { CheckedList } from './checked/CheckedList';
import { checksOf } from './checked/checksOf';
import { ManifestPanel } from './ManifestPanel';
import styles from './manifests.module.css';
import { sayCompared, sayTab } from './sayOutcomes';
import { SendBar } from './send/SendBar';
import { useDiff } from './useDiff';

/** What keeps a task from being sent; what is not known does not, as the task itself asks again. */
const HOLDS: NoteKind[] = ['asking', 'error'];

/**
 * The review of a form: on the left what was checked and what was asked for,
 * on the right a tab for each manifest with what will be sent and what is
 * there now. Where it is narrow, one below the other.
 */
export function BuiltManifests(props: {
  id: string;
  answers: Record<string, unknown>;
  manifests: Manifest[];
  bundle: BundleCheck;
  warnings: string[];
  kubernetesCluster?: string;
}) {
  const { id, answers, manifests, kubernetesCluster = '', ...rest } = props;
  const words = useCreateWords();
  const template = useTemplate();
  const diff = useDiff(kubernetesCluster, manifests);
  const checks = checksOf({ ...rest, diff, kubernetesCluster }, words);
  const compared = sayCompared(diff, kubernetesCluster, words);
  return (
    <div className={styles.review}>
      <div className={styles.columns}>
        <div className={styles.side}>
          {/* First, as warnings stand beside the lines they are about. */}
          <CheckedList id={`${id}__checks`} checks={checks} />
          <AskedFor answers={answers} template={template} />
        </div>
        <ManifestTabs
          manifests={manifests}
          diffs={diff?.state === 'ready' ? diff.value.manifests : []}
          kubernetesCluster={kubernetesCluster}
        />
      </div>
      <div className={styles.foot}>
        <p>{compared}</p>
        {template && !template.isDecorated && (
          <SendBar
            templateRef={template.ref}
            answers={answers}
            kubernetesCluster={kubernetesCluster}
            isHeld={checks.some(({ kind }) => HOLDS.includes(kind))}
          />
        )}
      </div>
    </div>
  );
}

function ManifestTabs(props: {
  manifests: Manifest[];
  diffs: ManifestDiff[];
  kubernetesCluster: string;
}) {
  const { manifests, diffs, kubernetesCluster } = props;
  const words = useCreateWords();
  return (
    <div className={styles.tabs}>
      <Tabs>
        <TabList aria-label={words('manifests.tabs')}>
          {manifests.map((manifest, index) => (
            <Tab key={tabId(manifest)} id={tabId(manifest)}>
              {sayTab(manifest.kind, diffs[index], words)}
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
  );
}

function tabId({ kind, metadata }: Manifest): string {
  return `${kind}-${metadata.name}`;
}
