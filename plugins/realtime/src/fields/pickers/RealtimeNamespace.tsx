import { useCreateWords } from '../../translations/createWords';
import { answersOf, textOf, type TextFieldProps } from '../form/fieldProps';
import { TextInput } from '../form/TextInput';
import { useOptions } from '../form/useOptions';
import { allowedNamespaces, whyNotNamespaceHere } from './namespaces';
import { NamePicker } from './PickerInput';

/**
 * A namespace of the Kubernetes cluster that was chosen. A choice where
 * app-config lists names, a text where it gives patterns or allows all.
 */
export function RealtimeNamespace(props: TextFieldProps) {
  const words = useCreateWords();
  const options = useOptions();
  const cluster = textOf(answersOf(props), 'kubernetesCluster');
  const allowed =
    options.state === 'ready'
      ? allowedNamespaces(options.value, cluster)
      : undefined;
  if (allowed && !allowed.some(pattern => pattern.includes('*')))
    return <NamePicker field={props} names={allowed} />;
  const notes = whyNotNamespaceHere(
    props.formData,
    { cluster, allowed },
    words,
  );
  return <TextInput field={props} notes={notes} />;
}
