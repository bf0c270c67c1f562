import { useCreateWords } from '../../translations/createWords';
import { TextInput } from '../form/TextInput';
import { secretNote } from './secretNote';
import { toText, toValue, type SecretFieldProps } from './secretValue';

/**
 * Name and key of a Kubernetes Secret, `broker-users/password`; never its value.
 * One line to type for schemas of a text and of an object with `name` and `key`.
 */
export function RealtimeSecretReference(props: SecretFieldProps) {
  const words = useCreateWords();
  const { errorSchema, formData, onChange, schema } = props;
  const text = toText(formData);
  const options = props.uiSchema?.['ui:options'];
  const note = secretNote(text, { words, ...options });
  // The form writes what is wrong with a part below that part, which is not drawn.
  const isPartMissing =
    typeof formData === 'object' && Object.keys(errorSchema ?? {}).length > 0;
  const missing = isPartMissing
    ? { kind: 'error' as const, text: words('rule.secretRef') }
    : undefined;
  const field = {
    ...props,
    formData: text,
    onChange: (typed?: string) => onChange(toValue(typed, schema.type)),
    onBlur: (id: string) => props.onBlur?.(id, formData),
  };
  const notes = note ?? missing;
  return <TextInput field={field as never} notes={notes ? [notes] : []} />;
}
