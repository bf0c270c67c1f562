import {
  describeManifest,
  toManifestRef,
  toManifestYaml,
  type Manifest,
  type ManifestDiff,
} from '@backstage-realtime/plugin-realtime-common';
import { useMemo, useState } from 'react';
import { useCreateWords } from '../../translations/createWords';
import type { FieldNote } from '../form/FieldNotes';
import { FieldChanges } from './FieldChanges';
import { diffLines } from './lines/diffLines';
import { DiffTable } from './lines/DiffTable';
import { PlainLines } from './lines/PlainLines';
import styles from './manifests.module.css';
import { panelNotes } from './panelNotes';
import { PanelHead } from './PanelHead';

/**
 * One manifest: line by line against the live object where that is shown to
 * this reader, else its text as the task writes it; and what is sent.
 */
export function ManifestPanel(props: {
  manifest: Manifest;
  diff?: ManifestDiff;
  /** Among others that are applied, the task only writes this one. */
  isLeftOut: boolean;
  kubernetesCluster: string;
}) {
  const { manifest, diff, isLeftOut, kubernetesCluster } = props;
  const words = useCreateWords();
  const [isWhole, setWhole] = useState(false);
  const changed = diff?.operation === 'changed' ? diff : undefined;
  const comparison = changed?.comparison;
  const rows = useMemo(
    () => comparison && diffLines(comparison.live, comparison.planned),
    [comparison],
  );
  const what = describeManifest(toManifestRef(manifest));
  const yaml = toManifestYaml([manifest]);
  const notes: FieldNote[] = isLeftOut
    ? [{ kind: 'info', text: words('manifests.leftOut') }]
    : panelNotes(diff, kubernetesCluster, words);
  const head = { rows, isWhole, onWhole: setWhole, yaml };
  const label = words('diff.label', { what });
  return (
    <div className={styles.panel}>
      <PanelHead
        id={`diff-${manifest.metadata.namespace}-${manifest.metadata.name}`}
        notes={notes}
        {...head}
      />
      {changed && !rows && (
        <FieldChanges changes={changed.changes} more={changed.moreChanges} />
      )}
      {rows ? (
        <DiffTable label={label} rows={rows} isWhole={isWhole} />
      ) : (
        <PlainLines label={words('manifests.yaml', { what })} text={yaml} />
      )}
      {diff?.request && (
        <p className={styles.request}>
          <span>{words('diff.request')}</span> <code>{diff.request}</code>
        </p>
      )}
    </div>
  );
}
