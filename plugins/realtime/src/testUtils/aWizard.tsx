import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { ScaffolderClient } from '@backstage/plugin-scaffolder-common';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { EmbeddableWorkflow } from '@backstage/plugin-scaffolder-react/alpha';
import {
  CreateClient,
  realtimeCreateApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { fieldDefinitions } from '../fields/definitions';
import { ongoingTaskRouteRef } from '../routes';

/** Where the scaffolder answers in tests; msw plays it. */
export const SCAFFOLDER_URL = 'http://localhost/api/scaffolder';

/** The page of one template with its real client: its form comes from {@link SCAFFOLDER_URL}. */
export async function openWizard(answers: object) {
  jest.spyOn(window, 'scrollTo').mockReturnValue(undefined);
  const fetchApi = { fetch: toLocalhost };
  const scaffolder = new ScaffolderClient({
    fetchApi,
    discoveryApi: { getBaseUrl: async () => SCAFFOLDER_URL },
    scmIntegrationsApi: {} as never,
  });
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [catalogApiRef, catalogApiMock()],
        [scaffolderApiRef, scaffolder],
        [realtimeCreateApiRef, CreateClient.create({ fetchApi })],
      ]}
    >
      <Routes>
        <Route path="/tasks/:taskId" element={<Address />} />
        <Route
          path="/templates/:namespace/:templateName"
          element={
            <EmbeddableWorkflow
              namespace="default"
              templateName="ping"
              extensions={Object.values(fieldDefinitions) as never}
              initialState={answers as never}
              onCreate={async () => undefined}
              onError={error => <p>{error?.message}</p>}
            />
          }
        />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: ['/templates/default/ping'],
      mountedRoutes: { '/tasks/:taskId': ongoingTaskRouteRef },
    },
  );
}

function Address() {
  return <p>{useLocation().pathname}</p>;
}

function toLocalhost(input: RequestInfo | URL, init?: RequestInit) {
  const url = String(input).replace('plugin://realtime', '/api/realtime');
  return fetch(new URL(url, 'http://localhost'), init);
}
