import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import {
  DEFAULT_CLAIM_API,
  describeProblems,
} from '@backstage-realtime/plugin-realtime-common';
import { retellManifests } from '../../translations/create/said/retellManifests';
import { createWordsOf } from '../../translations/createWords';
import { buildPreview, type ManifestsOptions } from './buildPreview';

/** Keeps a form here whose manifests cannot be built; the task would fail with the same words. */
export const validateManifests: CustomFieldValidator<
  string,
  ManifestsOptions
> = (_value, field, { apiHolder, formData, uiSchema }) => {
  const options = uiSchema?.['ui:options'] ?? {};
  const preview = buildPreview(options, formData, DEFAULT_CLAIM_API);
  if (preview.state !== 'built' || preview.result.ok) return;
  const words = createWordsOf(apiHolder);
  const problems = describeProblems(
    preview.result.problems.map(each => ({
      ...each,
      message: retellManifests(each.message, words),
    })),
  );
  field.addError(`${words('manifests.problems')} ${problems}`);
};
