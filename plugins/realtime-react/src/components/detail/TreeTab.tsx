import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { WithheldValue } from '../bar/MaskChip';
import type { Zone } from '../format/times';
import { readValue } from '../../decoding/readValue';
import { useWords } from '../words/WordsContext';
import { FieldTree, type FieldAction, type FieldPlot } from './FieldTree';
import styles from './RecordDetail.module.css';

export interface TreeTabProps {
  record: ViewedRecord;
  zone: Zone;
  policy?: string;
  plot?: FieldPlot;
  onField(action: FieldAction): void;
}

/** Value as fields; 64-bit numbers keep their digits. */
export function TreeTab({ record, ...rest }: TreeTabProps) {
  const words = useWords();
  const value = readValue(record);
  if (value.kind === 'withheld') return <WithheldValue policy={rest.policy} />;
  const isTree =
    value.kind === 'json' &&
    (value.tree.kind === 'object' || value.tree.kind === 'array');
  if (!isTree) return <p className={styles.note}>{words('detail.notATree')}</p>;
  return <FieldTree tree={value.tree} {...rest} />;
}
