import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { fieldDefinitions } from './definitions';

/** A field as the new frontend system takes it. */
export function loadFormField(field: keyof typeof fieldDefinitions) {
  switch (field) {
    case 'topic':
      return createFormField(fieldDefinitions.topic);
    case 'secretReference':
      return createFormField(fieldDefinitions.secretReference);
    case 'manifests':
      return createFormField(fieldDefinitions.manifests);
    default:
      return createFormField(fieldDefinitions[field]);
  }
}
