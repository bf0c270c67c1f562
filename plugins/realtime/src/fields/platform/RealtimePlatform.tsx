import { Combobox } from '@backstage/ui';
import type { PlatformOption } from '@backstage-realtime/plugin-realtime-common';
import {
  useCreateWords,
  type CreateWords,
} from '../../translations/createWords';
import { answersOf, textOf, type TextFieldProps } from '../form/fieldProps';
import { FieldNotes } from '../form/FieldNotes';
import styles from '../form/fields.module.css';
import { platformNotes } from './platformNotes';
import { usePlatforms } from './usePlatforms';

/**
 * A streaming platform: one of those that run, with where it is and whether it
 * is ready, or any name that is typed, as it may be made by another task.
 */
export function RealtimePlatform(props: TextFieldProps) {
  const { formData = '', idSchema, name, rawErrors = [], schema } = props;
  const words = useCreateWords();
  const answers = answersOf(props);
  const platforms = usePlatforms(textOf(answers, 'kubernetesCluster'));
  const namespace = textOf(answers, 'namespace');
  const notes = platformNotes(formData, platforms, { namespace, words });
  const notesId = `${idSchema.$id}__notes`;
  const known = platforms.state === 'ready' ? platforms.value.platforms : [];
  return (
    <div className={`${styles.field} ${styles.combined}`}>
      <Combobox
        id={idSchema.$id}
        label={schema.title ?? name}
        description={schema.description}
        placeholder={props.uiSchema?.['ui:placeholder']}
        options={toOptions(known, words)}
        inputValue={formData}
        onInputChange={text => props.onChange(text === '' ? undefined : text)}
        allowsCustomValue
        // Somebody who types a name of their own needs no list above the page.
        menuTrigger="manual"
        isRequired={props.required}
        isDisabled={props.disabled || props.readonly}
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

/** One for each name; the places of all that have it below. */
function toOptions(platforms: PlatformOption[], words: CreateWords) {
  const names = [...new Set(platforms.map(({ name }) => name))];
  return names.map(name => ({
    id: name,
    label: name,
    description: platforms
      .filter(each => each.name === name)
      .map(each => sayPlace(each, words))
      .join('; '),
  }));
}

function sayPlace(
  { namespace, kubernetesCluster: cluster, isReady }: PlatformOption,
  words: CreateWords,
): string {
  const key = isReady ? 'platform.optionReady' : 'platform.optionNotReady';
  return words(key, { namespace, cluster });
}
