import { Button } from '@backstage/ui';
import { useCreateWords } from '../../../translations/createWords';
import { FieldNotes } from '../../form/FieldNotes';
import styles from '../manifests.module.css';
import { useIsTokenMissing } from './useIsTokenMissing';
import { useSend } from './useSend';

/**
 * The button that starts the task from the page that shows what it sends, and
 * names where to. The pages of the scaffolder end with a list of answers and a
 * button of their own; those stay behind it for who wants them.
 */
export function SendBar(props: {
  templateRef: string;
  answers: Record<string, unknown>;
  /** Empty when nothing is applied. */
  kubernetesCluster: string;
  /** While a check is not done, or after it found what would be refused. */
  isHeld: boolean;
}) {
  const { templateRef, answers, kubernetesCluster: cluster, isHeld } = props;
  const words = useCreateWords();
  const { send, isSending, refusal } = useSend(templateRef, answers);
  const isTokenMissing = useIsTokenMissing(cluster);
  if (!send) return null;
  const text = isTokenMissing
    ? words('token.needed', { cluster })
    : refusal && words('send.refused', { reason: refusal });
  return (
    <div className={styles.send}>
      <Button
        variant="primary"
        isDisabled={isHeld || isTokenMissing || isSending}
        loading={isSending}
        onPress={() => void send()}
      >
        {cluster ? words('send.apply', { cluster }) : words('send.create')}
      </Button>
      <FieldNotes
        id="send-notes"
        notes={text ? [{ kind: 'error', text }] : []}
      />
    </div>
  );
}
