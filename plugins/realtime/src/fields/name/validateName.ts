import { whyNotServiceName } from '@backstage-realtime/plugin-realtime-common';
import { createWordsOf } from '../../translations/createWords';
import { textOf } from '../form/fieldProps';
import { takenErrors, type TextValidator } from '../form/validation';

/** Refuses names that the rules do, and those in use where it could be asked. */
export const validateName: TextValidator = async (name, field, context) => {
  if (!name) return;
  if (whyNotServiceName(name)) {
    field.addError(createWordsOf(context.apiHolder)('rule.name'));
    return;
  }
  const { formData } = context;
  const request = {
    name,
    kubernetesCluster: textOf(formData, 'kubernetesCluster'),
    namespace: textOf(formData, 'namespace'),
  };
  for (const error of await takenErrors(request, context))
    field.addError(error);
};
