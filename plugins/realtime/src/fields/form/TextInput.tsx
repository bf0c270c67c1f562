import { TextField } from '@backstage/ui';
import type { TextFieldProps } from './fieldProps';
import { FieldNotes, type FieldNote } from './FieldNotes';
import styles from './fields.module.css';

/**
 * A line of text in a form of the scaffolder. The form itself writes what its
 * validation found below the field; both that and our notes describe the input.
 */
export function TextInput(props: {
  field: TextFieldProps<object>;
  notes: FieldNote[];
  /** In place of what the template says, when that is not known there. */
  placeholder?: string;
}) {
  const { field, notes, placeholder } = props;
  const { formData = '', idSchema, name, rawErrors = [], schema } = field;
  const { 'ui:placeholder': ownPlaceholder, 'ui:autofocus': autoFocus } =
    field.uiSchema ?? {};
  const isWrong =
    rawErrors.length > 0 || notes.some(({ kind }) => kind === 'error');
  const notesId = `${idSchema.$id}__notes`;
  const describedBy = [
    notesId,
    ...(rawErrors.length > 0 ? [`${idSchema.$id}__error`] : []),
  ].join(' ');
  return (
    <div className={styles.field}>
      <TextField
        id={idSchema.$id}
        name={idSchema.$id}
        label={schema.title ?? name}
        description={schema.description}
        placeholder={placeholder ?? ownPlaceholder}
        value={formData}
        onChange={text => field.onChange(text === '' ? undefined : text)}
        onBlur={() => field.onBlur?.(idSchema.$id, formData)}
        // Where the template asks for it, as for the form's own fields.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={Boolean(autoFocus)}
        isRequired={field.required}
        isDisabled={field.disabled}
        isReadOnly={field.readonly}
        isInvalid={isWrong}
        validationBehavior="aria"
        aria-describedby={describedBy}
      />
      <FieldNotes id={notesId} notes={notes} />
    </div>
  );
}
