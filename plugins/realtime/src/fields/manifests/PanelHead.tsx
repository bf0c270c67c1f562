import { Button } from '@backstage/ui';
import { useCreateWords } from '../../translations/createWords';
import { FieldNotes, type FieldNote } from '../form/FieldNotes';
import { CopyButton } from './lines/CopyButton';
import type { DiffRow } from './lines/diffLines';
import styles from './manifests.module.css';

/** What applying would do, how many lines it changes, and what one can do with the text. */
export function PanelHead(props: {
  id: string;
  notes: FieldNote[];
  /** Missing where there is nothing to compare. */
  rows: DiffRow[] | undefined;
  isWhole: boolean;
  onWhole: (isWhole: boolean) => void;
  yaml: string;
}) {
  const { id, notes, rows, isWhole, onWhole, yaml } = props;
  const words = useCreateWords();
  const count = (kind: DiffRow['kind']) =>
    rows?.filter(row => row.kind === kind).length;
  return (
    <div className={styles.head}>
      <FieldNotes id={id} notes={notes} />
      <div className={styles.tools}>
        {rows && (
          <>
            <span className={styles.counts}>
              +{count('added')} −{count('removed')}
            </span>
            <Button
              variant="tertiary"
              size="small"
              onPress={() => onWhole(!isWhole)}
            >
              {words(isWhole ? 'diff.onlyChanges' : 'diff.whole')}
            </Button>
          </>
        )}
        <CopyButton text={yaml} />
      </div>
    </div>
  );
}
