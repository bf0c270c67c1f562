import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { useWords, type Words } from '../words/WordsContext';
import styles from './QuerySentence.module.css';

export interface PartitionsChipProps {
  /** Numbers of the partitions there are. */
  partitions: number[];
  selected?: number[];
  onChange(selected: number[] | undefined): void;
}

/** A longer menu helps nobody; more partitions are chosen in the address. */
const MAX_ITEMS = 256;

/** Chooses the partitions to read; all of them when none is chosen. */
export function PartitionsChip(props: PartitionsChipProps) {
  const { partitions, selected, onChange } = props;
  const words = useWords();
  const text = partitionsText(partitions.length, selected, words);
  const label = words('query.partitions');
  const choose = (keys: 'all' | Set<unknown>) => {
    const chosen = keys === 'all' ? [] : [...keys].map(Number);
    const isAll = chosen.length === 0 || chosen.length === partitions.length;
    onChange(isAll ? undefined : chosen.sort((a, b) => a - b));
  };
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant="secondary"
        className={styles.chip}
        iconEnd={<RiArrowDownSLine />}
        aria-label={`${label}: ${text}`}
        isDisabled={partitions.length < 2}
      >
        {text}
      </Button>
      <Menu
        aria-label={label}
        selectionMode="multiple"
        selectedKeys={(selected ?? []).map(String)}
        onSelectionChange={choose}
      >
        {partitions.slice(0, MAX_ITEMS).map(partition => (
          <MenuItem key={partition} id={String(partition)}>
            {`p${partition}`}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

function partitionsText(
  count: number,
  selected: number[] | undefined,
  words: Words,
): string {
  if (selected?.length === 1) {
    return words('query.onlyPartition', { partition: selected[0] });
  }
  if (selected) {
    return words('query.somePartitions', { count: selected.length });
  }
  if (count === 0) return words('query.everyPartition');
  return words('query.allPartitions', { count });
}
