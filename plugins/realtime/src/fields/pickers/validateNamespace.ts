import { createWordsOf } from '../../translations/createWords';
import { textOf } from '../form/fieldProps';
import type { TextValidator } from '../form/validation';
import { allowedNamespaces, whyNotNamespaceHere } from './namespaces';
import { readOptions } from './validatePicked';

/** Refuses namespaces in which templates may not create, where it could be asked. */
export const validateNamespace: TextValidator = async (
  namespace,
  field,
  { apiHolder, formData },
) => {
  if (!namespace) return;
  const cluster = textOf(formData, 'kubernetesCluster');
  const options = await readOptions(apiHolder);
  const allowed = options && allowedNamespaces(options, cluster);
  const words = createWordsOf(apiHolder);
  const place = { cluster, allowed };
  for (const { text } of whyNotNamespaceHere(namespace, place, words))
    field.addError(text);
};
