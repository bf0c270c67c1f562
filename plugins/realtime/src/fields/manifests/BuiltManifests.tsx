import type { BundleCheck } from '@backstage-realtime/plugin-realtime-common';
import { useCreateWords } from '../../translations/createWords';
import type { NoteKind } from '../form/FieldNotes';
import { useNameCheck } from '../form/useNameCheck';
import { AskedFor } from './asked/AskedFor';
import { useTemplate } from './asked/useTemplate';
import { CheckedList } from './checked/CheckedList';
import { checksOf } from './checked/checksOf';
import type { NamesRequest } from './checked/namesRequest';
import type { PreviewedManifest } from './buildPreview';
import styles from './manifests.module.css';
import { ManifestTabs } from './ManifestTabs';
import { sayCompared } from './sayOutcomes';
import { SendBar } from './send/SendBar';
import { useDiff } from './useDiff';

/** What keeps a task from being sent; what is not known does not, as the task itself asks again. */
const HOLDS: NoteKind[] = ['asking', 'error'];

const NONE_SHARED: ReadonlySet<string> = new Set();

/**
 * The review of a form: on the left what was checked and what was asked for,
 * on the right a tab for each manifest with what will be sent and what is
 * there now. Where it is narrow, one below the other.
 */
export function BuiltManifests(props: {
  id: string;
  answers: Record<string, unknown>;
  manifests: PreviewedManifest[];
  bundle: BundleCheck;
  warnings: string[];
  kubernetesCluster: string;
  names: NamesRequest | undefined;
}) {
  const { id, answers, manifests, kubernetesCluster, names, ...rest } = props;
  const words = useCreateWords();
  const template = useTemplate();
  const diff = useDiff(
    kubernetesCluster,
    manifests.flatMap(each => (each.isApplied ? [each.manifest] : [])),
  );
  const checked = useNameCheck(names?.request);
  const shared = names?.shared ?? NONE_SHARED;
  const checks = checksOf(
    { ...rest, diff, kubernetesCluster, names: { checked, shared } },
    words,
  );
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
