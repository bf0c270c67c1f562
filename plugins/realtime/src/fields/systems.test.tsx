import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import plugin from '../alpha';
import * as legacy from './fieldExtensions';
import { fieldDefinitions } from './definitions';

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

  it.each([
    ['name', 'RealtimeName'],
    ['kubernetes-cluster', 'RealtimeKubernetesCluster'],
    ['namespace', 'RealtimeNamespace'],
    ['kafka-cluster', 'RealtimeKafkaCluster'],
    ['mqtt-broker', 'RealtimeMqttBroker'],
    ['web-socket-endpoint', 'RealtimeWebSocketEndpoint'],
    ['topic', 'RealtimeTopic'],
    ['duration', 'RealtimeDuration'],
    ['secret-reference', 'RealtimeSecretReference'],
    ['manifests', 'RealtimeManifests'],
  ])(
    '%s is %s on the new frontend system, with the same validation',
    async (id, name) => {
      const extension = plugin.getExtension(
        `scaffolder-form-field:realtime/${id}`,
      );
      const load = createExtensionTester(extension).get(
        FormFieldBlueprint.dataRefs.formFieldLoader,
      );
      const same = Object.values(fieldDefinitions).find(
        each => each.name === name,
      );
      expect(await load()).toMatchObject({
        name,
        validation: same?.validation,
      });
    },
  );
});
