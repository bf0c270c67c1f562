import { whyNotServiceName } from '@backstage-realtime/plugin-realtime-common';
import { useCreateWords } from '../../translations/createWords';
import { checkNotes } from '../form/checkNotes';
import { answersOf, textOf, type TextFieldProps } from '../form/fieldProps';
import { TextInput } from '../form/TextInput';
import { useNameCheck } from '../form/useNameCheck';

/**
 * The one name of a service or platform: of its claim, its entity, its consumer
 * group. Says while it is typed whether it is free in the catalog and as a
 * claim on the Kubernetes clusters, or on the one that was chosen already.
 */
export function RealtimeName(props: TextFieldProps) {
  const words = useCreateWords();
  const name = props.formData ?? '';
  const isWrong = name !== '' && whyNotServiceName(name) !== undefined;
  const answers = answersOf(props);
  const checked = useNameCheck(
    name === '' || isWrong
      ? undefined
      : {
          name,
          kubernetesCluster: textOf(answers, 'kubernetesCluster'),
          namespace: textOf(answers, 'namespace'),
        },
  );
  const notes = isWrong
    ? [{ kind: 'error' as const, text: words('rule.name') }]
    : checkNotes(checked, words, { pick: check => check.name });
  return <TextInput field={props} notes={notes} />;
}
