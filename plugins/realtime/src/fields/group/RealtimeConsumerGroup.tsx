import { useCreateWords } from '../../translations/createWords';
import type { TextFieldProps } from '../form/fieldProps';
import { TextInput } from '../form/TextInput';
import { groupNote } from './groupNote';

/** The consumer group a service reads with, and what it means to share one. */
export function RealtimeConsumerGroup(props: TextFieldProps) {
  const note = groupNote(props.formData, useCreateWords());
  return <TextInput field={props} notes={note ? [note] : []} />;
}
