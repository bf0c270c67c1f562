import { Button } from '@backstage/ui';
import {
  describeManifest,
  toManifestRef,
  toManifestYaml,
  type Manifest,
  type ManifestDiff,
} from '@backstage-realtime/plugin-realtime-common';
import { useState } from 'react';
import { useCreateWords } from '../../translations/createWords';
import { FieldNotes, type FieldNote } from '../form/FieldNotes';
import styles from '../form/fields.module.css';
import { sayReason } from '../form/notesOf';
import { FieldChanges } from './FieldChanges';

/** One manifest: what applying it would do, and its text as the task writes it. */
export function ManifestPanel(props: {
  manifest: Manifest;
  diff?: ManifestDiff;
  kubernetesCluster: string;
}) {
  const { manifest, diff, kubernetesCluster: cluster } = props;
  const words = useCreateWords();
  const what = describeManifest(toManifestRef(manifest));
  const yaml = toManifestYaml([manifest]);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <FieldNotes
          id={`diff-${manifest.kind}`}
          notes={diff ? [noteOf(diff, cluster, words)] : []}
        />
        <CopyButton text={yaml} />
      </div>
      {diff?.operation === 'changed' && (
        <FieldChanges changes={diff.changes} more={diff.moreChanges} />
      )}
      {/* Scrolls, so the keyboard has to reach it. */}
      <pre
        className={styles.yaml}
        role="region"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={words('manifests.yaml', { what })}
      >
        {yaml}
      </pre>
    </div>
  );
}

function noteOf(
  diff: ManifestDiff,
  cluster: string,
  words: ReturnType<typeof useCreateWords>,
): FieldNote {
  switch (diff.operation) {
    case 'created':
      return { kind: 'ok', text: words('manifests.createdText', { cluster }) };
    case 'unchanged':
      return {
        kind: 'ok',
        text: words('manifests.unchangedText', { cluster }),
      };
    case 'changed':
      return {
        kind: 'info',
        text: words('manifests.changedText', { cluster }),
      };
    default: {
      const reason = sayReason(words, diff);
      const text = words('manifests.refusedText', { cluster, reason });
      return { kind: 'error', text };
    }
  }
}

function CopyButton({ text }: { text: string }) {
  const words = useCreateWords();
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <Button variant="tertiary" size="small" onPress={() => void copy()}>
      {words(copied === text ? 'manifests.copied' : 'manifests.copy')}
    </Button>
  );
}
