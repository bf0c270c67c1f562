import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  CreateClient,
  realtimeCreateApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import {
  SecretsContextProvider,
  useTemplateSecrets,
  type TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react';
import { fieldDefinitions } from '../fields/definitions';

/** The address the fields ask in tests; msw answers there. */
export const CREATE_URL = 'http://localhost/api/realtime/v1/create';

/** The form of the scaffolder with pages of these properties; what was asked for ends in `created`. */
export async function openForm(
  pages: Array<Record<string, object>>,
  initialState: Record<string, never> | object = {},
) {
  const created: unknown[] = [];
  // The form scrolls to its top; the test browser has no view to scroll.
  jest.spyOn(window, 'scrollTo').mockReturnValue(undefined);
  const manifest: TemplateParameterSchema = {
    title: 'A service',
    steps: pages.map((properties, index) => ({
      title: `Page ${index + 1}`,
      schema: { type: 'object', properties } as never,
    })),
  };
  const fetchApi = {
    fetch: (input: RequestInfo | URL, init?: RequestInit) =>
      fetch(
        String(input).replace(
          'plugin://realtime',
          'http://localhost/api/realtime',
        ),
        init,
      ),
  };
  const { container } = await renderInTestApp(
    <TestApiProvider
      apis={[[realtimeCreateApiRef, CreateClient.create({ fetchApi })]]}
    >
      <SecretsContextProvider>
        <Stepper
          manifest={manifest}
          extensions={Object.values(fieldDefinitions) as never}
          initialState={initialState as never}
          onCreate={async values => void created.push(values)}
        />
        <Secrets />
      </SecretsContextProvider>
    </TestApiProvider>,
  );
  return { container, created };
}

/** What the task would be given beside the answers. */
function Secrets() {
  const { secrets } = useTemplateSecrets();
  return <output aria-label="Secrets">{JSON.stringify(secrets)}</output>;
}
