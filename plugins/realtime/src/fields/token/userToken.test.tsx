import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { CREATE_URL, openForm } from '../../testUtils/aForm';
import { openWizard, SCAFFOLDER_URL } from '../../testUtils/aWizard';
import { expectAccessible } from '../../testUtils/expectAccessible';
import {
  ANSWERS,
  CLAIM_API,
  page,
  serveReview,
} from '../manifests/testUtils/aReview';

const server = setupServer();
registerMswTestHooks(server);

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const TOKEN = 'sha256~token-of-the-reader';

const CLUSTER = {
  kubernetesCluster: {
    type: 'string',
    title: 'Cluster',
    'ui:field': 'RealtimeKubernetesCluster',
  },
};

/** Two clusters that are asked as the user, and one that is not. */
function serveOptions() {
  server.use(
    http.get(`${CREATE_URL}/options`, () =>
      HttpResponse.json({
        kubernetesClusters: [
          { name: 'local', asUser: true },
          { name: 'other', asUser: true },
          { name: 'shared' },
        ],
        kafkaClusters: [],
        mqttBrokers: [],
        webSocketEndpoints: [],
        claimApi: CLAIM_API,
      }),
    ),
  );
}

const tokenFor = (cluster: string) =>
  screen.findByLabelText(`Your token for ${cluster}`);
const secrets = () =>
  JSON.parse(screen.getByLabelText('Secrets').textContent ?? '');
const review = () => screen.getByRole('button', { name: 'Review' });

async function choose(cluster: string) {
  await userEvent.click(await screen.findByRole('button', { name: /Cluster/ }));
  await userEvent.click(await screen.findByRole('option', { name: cluster }));
}

describe('a cluster that is asked as the user', () => {
  it('takes the token of the reader as a secret, which is no answer', async () => {
    serveOptions();
    const { container, created } = await openForm([CLUSTER], {
      kubernetesCluster: 'local',
    });
    const field = await tokenFor('local');
    expect(field).toHaveAttribute('type', 'password');
    expect(field).toHaveAccessibleDescription(/Without a token nothing/);
    await expectAccessible(container);
    await userEvent.click(field);
    await userEvent.paste(`${TOKEN}\n`);
    expect(secrets()).toEqual({ KUBERNETES_TOKEN: TOKEN });
    await userEvent.click(review());
    expect(document.body.innerHTML.split(TOKEN)).toHaveLength(2);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() =>
      expect(created).toEqual([{ kubernetesCluster: 'local' }]),
    );
  });

  it('gets no token that was given for another one', async () => {
    serveOptions();
    await openForm([CLUSTER], { kubernetesCluster: 'local' });
    await userEvent.type(await tokenFor('local'), TOKEN);
    await choose('other');
    expect(await tokenFor('other')).toHaveValue('');
    expect(secrets()).toEqual({ KUBERNETES_TOKEN: '' });
    await choose('shared');
    await waitFor(() =>
      expect(screen.queryByLabelText(/^Your token/)).toBeNull(),
    );
  });
});

describe('the review of a template on such a cluster', () => {
  /** Kept: what the task and the dry run were given. */
  function serve() {
    const compared = serveReview(server);
    serveOptions();
    const sent: unknown[] = [];
    const path = `${SCAFFOLDER_URL}/v2/templates/default/Template/ping/parameter-schema`;
    const properties = { ...CLUSTER, ...page() };
    server.use(
      http.get(new RegExp(path, 'i'), () =>
        HttpResponse.json({
          title: 'Ping',
          steps: [{ title: 'Review', schema: { properties } }],
        }),
      ),
      http.post(`${SCAFFOLDER_URL}/v2/tasks`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ id: 'task-1' }, { status: 201 });
      }),
    );
    return { compared, sent };
  }

  const apply = () => screen.findByRole('button', { name: 'Apply to local' });

  it('sends nothing without the token, and with it compares and starts the task', async () => {
    const { compared, sent } = serve();
    await openWizard(ANSWERS);
    expect(
      await screen.findByText(/^local is spoken to as you, and no token/),
    ).toBeInTheDocument();
    expect(await apply()).toBeDisabled();
    await screen.findByText('Your token for local');
    // The ids of tabs are no selectors, which a look-up by label makes of them.
    const field = document.querySelector('input[type="password"]');
    await userEvent.click(field as Element);
    await userEvent.paste(TOKEN);
    await waitFor(async () => expect(await apply()).toBeEnabled());
    expect(compared.map(({ token }) => token)).toEqual([undefined, TOKEN]);
    await userEvent.click(await apply());
    expect(await screen.findByText('/tasks/task-1')).toBeInTheDocument();
    expect(sent).toEqual([
      {
        templateRef: 'template:default/ping',
        values: ANSWERS,
        secrets: { KUBERNETES_TOKEN: TOKEN },
      },
    ]);
  });
});
