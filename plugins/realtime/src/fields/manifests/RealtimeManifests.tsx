import {
  checkBundle,
  DEFAULT_CLAIM_API,
  type ClaimApi,
} from '@backstage-realtime/plugin-realtime-common';
import { useMemo } from 'react';
import { useCreateWords } from '../../translations/createWords';
import { sayFault } from '../form/checkNotes';
import { answersOf, type TextFieldProps } from '../form/fieldProps';
import { FieldNotes, type FieldNote } from '../form/FieldNotes';
import styles from '../form/fields.module.css';
import { useOptions } from '../form/useOptions';
import { buildPreview, type ManifestsOptions } from './buildPreview';
import { BuiltManifests } from './BuiltManifests';
import { readNamesRequest } from './checked/namesRequest';
import { Problems } from './Problems';

/**
 * The manifests that the task will build, as the builder of its action builds
 * them here, and what applying them would change. Has no value of its own;
 * mistakes keep the form on this page.
 */
export function RealtimeManifests(props: TextFieldProps<ManifestsOptions>) {
  const words = useCreateWords();
  const options = useOptions();
  const notesId = `${props.idSchema.$id}__notes`;
  if (options.state === 'loading') {
    const text = words('manifests.loading');
    return <FieldNotes id={notesId} notes={[{ kind: 'asking', text }]} />;
  }
  const notes: FieldNote[] =
    options.state === 'error'
      ? [
          {
            kind: 'unknown',
            text: words('manifests.optionsFailed', {
              reason: sayFault(words, options.error),
            }),
          },
        ]
      : [];
  const claimApi =
    options.state === 'ready' ? options.value.claimApi : DEFAULT_CLAIM_API;
  return (
    <div className={styles.wide}>
      {notes.length > 0 && <FieldNotes id={notesId} notes={notes} />}
      <PreviewOf field={props} claimApi={claimApi} />
    </div>
  );
}

function PreviewOf(props: {
  field: TextFieldProps<ManifestsOptions>;
  claimApi: ClaimApi;
}) {
  const { field, claimApi } = props;
  const words = useCreateWords();
  const options = field.uiSchema?.['ui:options'];
  const answers = answersOf(field);
  const preview = useMemo(
    () => buildPreview(options ?? {}, answers, claimApi),
    [options, answers, claimApi],
  );
  const names = useMemo(
    () => readNamesRequest(options?.names, answers),
    [options, answers],
  );
  const notesId = `${field.idSchema.$id}__preview`;
  const say = (kind: FieldNote['kind'], text: string) => (
    <FieldNotes id={notesId} notes={[{ kind, text }]} />
  );
  if (preview.state === 'none') return say('info', words('manifests.none'));
  if (preview.state === 'notRendered')
    return say(
      'unknown',
      words('manifests.notRendered', { what: preview.what }),
    );
  const { result, kubernetesCluster } = preview;
  if (!result.ok) return <Problems problems={result.problems} />;
  return (
    <BuiltManifests
      id={field.idSchema.$id}
      answers={answers}
      manifests={result.manifests}
      bundle={checkBundle(
        result.manifests.map(({ manifest }) => ({ file: '', value: manifest })),
        { api: claimApi },
      )}
      warnings={result.warnings}
      kubernetesCluster={kubernetesCluster}
      names={names}
    />
  );
}
