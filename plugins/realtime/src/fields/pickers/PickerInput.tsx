import { Select } from '@backstage/ui';
import type { CreateOptions } from '@backstage-realtime/plugin-realtime-common';
import { useCreateWords } from '../../translations/createWords';
import { sayFault } from '../form/checkNotes';
import type { TextFieldProps } from '../form/fieldProps';
import { FieldNotes, type FieldNote } from '../form/FieldNotes';
import styles from '../form/fields.module.css';
import { TextInput } from '../form/TextInput';
import { useOptions } from '../form/useOptions';
import { whyNotAmong } from './whyNotAmong';

/**
 * One name of those that app-config has. While they are asked for, and when
 * they cannot be read, the name may be typed: a form must not wait for a
 * backend that the task asks anyway.
 */
export function PickerInput(props: {
  field: TextFieldProps;
  namesOf: (options: CreateOptions) => string[];
}) {
  const { field, namesOf } = props;
  const words = useCreateWords();
  const options = useOptions();
  if (options.state === 'ready')
    return <NamePicker field={field} names={namesOf(options.value)} />;
  const note: FieldNote =
    options.state === 'loading'
      ? { kind: 'asking', text: words('options.loading') }
      : {
          kind: 'unknown',
          text: words('options.failed', {
            reason: sayFault(words, options.error),
          }),
        };
  return <TextInput field={field} notes={[note]} />;
}

/** Takes a choice back; no name in app-config can be this. */
const NONE = '-';

/** The choices; a value that is none of them is shown as wrong, and kept until another is chosen. */
export function NamePicker(props: { field: TextFieldProps; names: string[] }) {
  const { field, names } = props;
  const { formData, idSchema, name, rawErrors = [], schema } = field;
  const words = useCreateWords();
  const notes = whyNotAmong(formData, names, words);
  const notesId = `${idSchema.$id}__notes`;
  return (
    <div className={styles.field}>
      <Select
        id={idSchema.$id}
        name={idSchema.$id}
        label={schema.title ?? name}
        description={schema.description}
        placeholder={words('options.choose')}
        options={[
          ...(field.required
            ? []
            : [{ id: NONE, label: words('options.none') }]),
          ...names.map(id => ({ id, label: id })),
        ]}
        value={formData && names.includes(formData) ? formData : null}
        onChange={key =>
          field.onChange(key === null || key === NONE ? undefined : String(key))
        }
        isRequired={field.required}
        isDisabled={field.disabled || field.readonly}
        isInvalid={
          rawErrors.length > 0 || notes.some(({ kind }) => kind === 'error')
        }
        validationBehavior="aria"
        aria-describedby={notesId}
      />
      <FieldNotes id={notesId} notes={notes} />
    </div>
  );
}
