import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import styles from './QuerySentence.module.css';

export interface ChipMenuProps {
  /** What the chip decides, for readers who do not see the sentence. */
  label: string;
  text: string;
  items: Array<{ id: string; text: string; isDisabled?: boolean }>;
  onChoose(id: string): void;
}

/** A part of the sentence that opens a menu. */
export function ChipMenu({ label, text, items, onChoose }: ChipMenuProps) {
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant="secondary"
        className={styles.chip}
        iconEnd={<RiArrowDownSLine />}
        aria-label={`${label}: ${text}`}
      >
        {text}
      </Button>
      <Menu aria-label={label} onAction={key => onChoose(String(key))}>
        {items.map(item => (
          <MenuItem key={item.id} id={item.id} isDisabled={item.isDisabled}>
            {item.text}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
