import { registerMswTestHooks } from '@backstage/test-utils';
import type { CreateDiff } from '@backstage-realtime/plugin-realtime-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { openForm } from '../../testUtils/aForm';
import { expectAccessible } from '../../testUtils/expectAccessible';
import { page, serveReview } from './testUtils/aReview';
import { tabTitles } from './tabTitles';

const server = setupServer();
registerMswTestHooks(server);

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const components = [{ type: 'realtime-platform', name: 'pipeline' }];

const OPTIONS = {
  kubernetesCluster: '${{ parameters.kubernetesCluster }}',
  applications: [
    { input: { name: 'pipeline', namespace: 'a-dev', components } },
    {
      applied: false,
      input: {
        ...{ name: 'pipeline', namespace: 'a-prod' },
        ...{ profile: 'production', components },
      },
    },
  ],
};

const DEV = {
  apiVersion: 'core.oam.dev/v1beta1',
  kind: 'Application',
  namespace: 'a-dev',
  name: 'pipeline',
};

const DIFF: CreateDiff = { manifests: [{ ref: DEV, operation: 'created' }] };

describe('a review of two environments', () => {
  it('compares the one that is applied, and shows what the other one will be', async () => {
    const asked = serveReview(server, DIFF);
    const { container } = await openForm([page(OPTIONS)], {
      kubernetesCluster: 'local',
    });
    await screen.findByText('Server dry run accepted');
    expect(
      asked.map(({ manifests }) =>
        manifests.map(({ metadata }) => metadata.namespace),
      ),
    ).toEqual([['a-dev']]);
    expect(
      screen.getByRole('tab', { name: 'Application a-dev · new' }),
    ).toHaveAttribute('aria-selected', 'true');

    const user = userEvent.setup();
    screen.getByRole('tab', { name: 'Application a-dev · new' }).focus();
    await user.keyboard('{ArrowRight}{Enter}');
    const panel = await screen.findByRole('tabpanel', {
      name: 'Application a-prod',
    });
    expect(
      within(panel).getByText(/^Written into the repository only; the task/),
    ).toBeInTheDocument();
    expect(within(panel).getByText(/profile: production/)).toBeInTheDocument();
    expect(within(panel).queryByText('Will be sent')).toBeNull();
    await expectAccessible(container);
  });

  it('says once that nothing is applied when nothing is', async () => {
    serveReview(server, DIFF);
    await openForm([page(OPTIONS)], {});
    await screen.findByText(/^Written into the repository only\. Nothing/);
    expect(screen.queryByText(/only; the task/)).toBeNull();
  });
});

describe('the titles of tabs', () => {
  const ref = (kind: string, name: string, namespace = 'a') => ({
    ...{ apiVersion: 'v1', kind, name, namespace },
  });

  it('are as short as they can be told apart', () => {
    expect(
      tabTitles([
        ref('Claim', 'x'),
        ref('Application', 'x', 'dev'),
        ref('Application', 'x', 'prod'),
        ref('Application', 'y'),
      ]),
    ).toEqual([
      'Claim',
      'Application dev',
      'Application prod',
      'Application y',
    ]);
  });
});
