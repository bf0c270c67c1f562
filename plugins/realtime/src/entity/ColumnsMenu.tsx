import {
  MAX_EXTRA_COLUMNS,
  type ExtraColumn,
  type KnownNames,
} from '@backstage-realtime/plugin-realtime-react';
import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiLayoutColumnLine } from '@remixicon/react';
import { useRealtimeWords } from '../translations/useRealtimeWords';

export interface ColumnsMenuProps {
  names: KnownNames;
  columns: ExtraColumn[];
  onColumns(columns: ExtraColumn[]): void;
}

const keyOf = (column: ExtraColumn) => `${column.source}:${column.name}`;

/** Fields and headers of the newest records, to be shown as columns. */
export function ColumnsMenu({ names, columns, onColumns }: ColumnsMenuProps) {
  const { t } = useRealtimeWords();
  const label = t('page.columns');
  const offered = offeredColumns(names, columns);
  const choose = (keys: 'all' | Set<unknown>) => {
    if (keys === 'all') return;
    const chosen = offered.filter(column => keys.has(keyOf(column)));
    onColumns(chosen.slice(0, MAX_EXTRA_COLUMNS));
  };
  return (
    <MenuTrigger>
      <ButtonIcon
        variant="secondary"
        icon={<RiLayoutColumnLine />}
        aria-label={label}
        isDisabled={offered.length === 0}
      />
      <Menu
        aria-label={label}
        selectionMode="multiple"
        selectedKeys={columns.map(keyOf)}
        onSelectionChange={choose}
      >
        {offered.map(column => (
          <MenuItem key={keyOf(column)} id={keyOf(column)}>
            {column.source === 'header' ? `header ${column.name}` : column.name}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

/** Chosen columns first, so that they stay offered when no record has them now. */
function offeredColumns(
  names: KnownNames,
  columns: ExtraColumn[],
): ExtraColumn[] {
  const seen: ExtraColumn[] = [
    ...names.fields.map(name => ({ source: 'value' as const, name })),
    ...names.headers.map(name => ({ source: 'header' as const, name })),
  ];
  const chosen = new Set(columns.map(keyOf));
  return [...columns, ...seen.filter(column => !chosen.has(keyOf(column)))];
}
