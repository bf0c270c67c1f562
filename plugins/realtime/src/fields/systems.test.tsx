import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import plugin from '../alpha';
import { fieldDefinitions } from './definitions';
import * as legacy from './fieldExtensions';
import { formFields } from './formFields';

/** Names as a template writes them. */
const NAMES = Object.values(fieldDefinitions).map(({ name }) => name);

function Registered({ outlet }: { outlet: JSX.Element }) {
  const fields = useCustomFieldExtensions(outlet);
  return <p>{fields.map(({ name }) => name).join(' ')}</p>;
}

describe('the fields of templates', () => {
  it('are registered by an app of the legacy frontend system', async () => {
    const outlet = (
      <ScaffolderFieldExtensions>
        {Object.entries(legacy).map(([name, Field]) => (
          <Field key={name} />
        ))}
      </ScaffolderFieldExtensions>
    );
    await renderInTestApp(<Registered outlet={outlet} />);
    const [said] = await screen.findAllByText(/RealtimeName/);
    expect(said.textContent?.split(' ').sort()).toEqual([...NAMES].sort());
  });

  it('are the same on the new frontend system', async () => {
    const loaded = await Promise.all(
      formFields.map(extension =>
        createExtensionTester(extension as (typeof formFields)[0]).get(
          FormFieldBlueprint.dataRefs.formFieldLoader,
        )(),
      ),
    );
    expect(loaded).toEqual(
      Object.values(fieldDefinitions).map(({ name, validation }) =>
        expect.objectContaining({ name, validation }),
      ),
    );
  });

  it('come with the plugin', () => {
    const extension = plugin.getExtension(
      'scaffolder-form-field:realtime/manifests',
    );
    expect(extension).toBeDefined();
  });
});
