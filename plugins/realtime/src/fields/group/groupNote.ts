import { whyNotConsumerGroup } from '@backstage-realtime/plugin-realtime-common';
import type { CreateWords } from '../../translations/createWords';
import type { FieldNote } from '../form/FieldNotes';

/** What the group is for, or what a group may be called; nothing for an empty field. */
export function groupNote(
  group: string | undefined,
  words: CreateWords,
): FieldNote | undefined {
  if (!group) return undefined;
  return whyNotConsumerGroup(group)
    ? { kind: 'error', text: words('rule.consumerGroup') }
    : { kind: 'ok', text: words('consumerGroup.is', { group }) };
}
