import { useCreateWords } from '../../translations/createWords';
import type { TextFieldProps } from '../form/fieldProps';
import { TextInput } from '../form/TextInput';
import { secretNote } from './secretNote';

/** Name and key of a Kubernetes Secret, `broker-users/password`; never its value. */
export function RealtimeSecretReference(props: TextFieldProps) {
  const note = secretNote(props.formData, useCreateWords());
  return <TextInput field={props} notes={note ? [note] : []} />;
}
