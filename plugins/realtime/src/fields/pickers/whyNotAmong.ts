import type { CreateWords } from '../../translations/createWords';
import type { FieldNote } from '../form/FieldNotes';

/** Why a value cannot be chosen; nothing while there is no value but could be one. */
export function whyNotAmong(
  value: string | undefined,
  names: readonly string[],
  words: CreateWords,
): FieldNote[] {
  if (names.length === 0)
    return [{ kind: 'warning', text: words('rule.noChoices') }];
  if (!value || names.includes(value)) return [];
  const known = names.join(', ');
  return [
    { kind: 'error', text: words('rule.unknownChoice', { value, known }) },
  ];
}
