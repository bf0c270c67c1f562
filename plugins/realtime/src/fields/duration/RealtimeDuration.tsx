import { useCreateWords } from '../../translations/createWords';
import type { TextFieldProps } from '../form/fieldProps';
import { TextInput } from '../form/TextInput';
import { durationNote } from './durationNote';

/** A duration as Kubernetes people write it, `24h` or `7d`, said in words below. */
export function RealtimeDuration(props: TextFieldProps) {
  const note = durationNote(props.formData, useCreateWords());
  return <TextInput field={props} notes={note ? [note] : []} />;
}
