import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import {
  toManifestRef,
  type ManifestDiff,
} from '@backstage-realtime/plugin-realtime-common';
import { useCreateWords } from '../../translations/createWords';
import type { PreviewedManifest } from './buildPreview';
import { ManifestPanel } from './ManifestPanel';
import styles from './manifests.module.css';
import { sayTab } from './sayOutcomes';
import { tabTitles } from './tabTitles';

/** A tab for each manifest. `diffs` are those of the applied ones, in their order. */
export function ManifestTabs(props: {
  manifests: PreviewedManifest[];
  diffs: ManifestDiff[];
  kubernetesCluster: string;
}) {
  const { manifests, diffs, kubernetesCluster } = props;
  const words = useCreateWords();
  const titles = tabTitles(manifests.map(each => toManifestRef(each.manifest)));
  const applied = manifests.filter(({ isApplied }) => isApplied);
  const tabs = manifests.map((each, index) => ({
    ...each,
    id: JSON.stringify(toManifestRef(each.manifest)),
    title: titles[index],
    diff: each.isApplied ? diffs[applied.indexOf(each)] : undefined,
  }));
  return (
    <div className={styles.tabs}>
      <Tabs>
        <TabList aria-label={words('manifests.tabs')}>
          {tabs.map(({ id, title, diff }) => (
            <Tab key={id} id={id}>
              {sayTab(title, diff, words)}
            </Tab>
          ))}
        </TabList>
        {tabs.map(({ id, manifest, isApplied, diff }) => (
          <TabPanel key={id} id={id}>
            <ManifestPanel
              manifest={manifest}
              diff={diff}
              // Others say it of all manifests at once.
              isLeftOut={!isApplied && kubernetesCluster !== ''}
              kubernetesCluster={kubernetesCluster}
            />
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}
