import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { openForm } from '../testUtils/aForm';
import { expectAccessible } from '../testUtils/expectAccessible';
import { field, input, review, serveCreate } from './testUtils/serveCreate';

const server = setupServer();
registerMswTestHooks(server);

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const serve = (change?: { options?: () => Response }) =>
  serveCreate(server, change);

describe('the name of a service', () => {
  it('says where it is taken while it is typed, and is refused on the way on', async () => {
    const asked = serve();
    await openForm([{ name: field('RealtimeName') }]);
    const user = userEvent.setup();
    await user.type(await input(), 'taken');
    const says =
      'Taken in the catalog by component:default/taken; choose another name.';
    expect(await screen.findByText(says)).toBeInTheDocument();
    expect(asked.map(query => query.get('name'))).toEqual(['taken']);
    expect(await input()).toBeInvalid();
    await user.click(review());
    await waitFor(() =>
      expect(
        screen.getAllByText(says, { exact: false }).length,
      ).toBeGreaterThan(1),
    );
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('is free where it is, and unknown where nobody answered; that stops nobody', async () => {
    serve();
    const { created } = await openForm([{ name: field('RealtimeName') }]);
    const user = userEvent.setup();
    await user.type(await input(), 'ping-orders');
    expect(await screen.findByText('Free in the catalog.')).toBeInTheDocument();
    expect(
      screen.getByText(
        'Not known for the Kubernetes cluster away, namespace default: it does not answer.',
      ),
    ).toBeInTheDocument();
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() => expect(created).toEqual([{ name: 'ping-orders' }]));
  });

  it('is not asked for when the rules refuse it, and says the rule', async () => {
    const asked = serve();
    await openForm([{ name: field('RealtimeName') }]);
    await userEvent.type(await input(), 'Ping_Orders');
    expect(
      await screen.findByText(/^At most 63 small letters/),
    ).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  it('tells a screen reader what it is for and what was found, and is accessible', async () => {
    serve();
    const { container } = await openForm([{ name: field('RealtimeName') }]);
    await userEvent.type(await input(), 'ping-orders');
    await screen.findByText('Free in the catalog.');
    expect(await input()).toHaveAccessibleDescription(
      expect.stringMatching(/What it is for\..*Free in the catalog\./s),
    );
    const [said] = screen.getAllByRole('status');
    expect(said).toHaveTextContent('Free in the catalog');
    await expectAccessible(container);
  });
});

describe('a picker', () => {
  it('offers the names of app-config to the keyboard', async () => {
    serve();
    const { created, container } = await openForm([
      { cluster: field('RealtimeKafkaCluster') },
    ]);
    const user = userEvent.setup();
    const button = await screen.findByRole('button', { name: /The field/ });
    button.focus();
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('option', { name: 'prod' }));
    await expectAccessible(container);
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() => expect(created).toEqual([{ cluster: 'prod' }]));
  });

  it('refuses a name that app-config does not have, with those it has', async () => {
    serve();
    await openForm([{ cluster: field('RealtimeKafkaCluster') }], {
      cluster: 'other',
    });
    const says = 'other is not in app-config. Known: local, prod.';
    expect(await screen.findByText(says)).toBeInTheDocument();
    await userEvent.click(review());
    await waitFor(() =>
      expect(
        screen.getAllByText(says, { exact: false }).length,
      ).toBeGreaterThan(1),
    );
  });

  it('takes what is typed when the names cannot be read, and says why', async () => {
    serve({
      options: () =>
        HttpResponse.json(
          {
            error: {
              message: 'Missing permission realtime.claim.create',
              code: 'realtime.create.forbidden',
            },
          },
          { status: 403 },
        ),
    });
    const { created } = await openForm([
      { broker: field('RealtimeMqttBroker') },
    ]);
    const user = userEvent.setup();
    expect(
      await screen.findByText(/Missing permission realtime.claim.create/),
    ).toBeInTheDocument();
    await user.type(await input(), 'elsewhere');
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() => expect(created).toEqual([{ broker: 'elsewhere' }]));
  });

  it('refuses a namespace in which templates may not create', async () => {
    serve();
    await openForm([{ namespace: field('RealtimeNamespace') }], {
      kubernetesCluster: 'local',
    });
    await userEvent.type(await input(), 'other');
    expect(
      await screen.findByText(
        'Templates may not create in other of local. Allowed: default, team-*.',
      ),
    ).toBeInTheDocument();
  });

  it('offers the namespaces where app-config names each', async () => {
    serve();
    await openForm([{ namespace: field('RealtimeNamespace') }], {
      kubernetesCluster: 'prod',
    });
    const button = await screen.findByRole('button', { name: /The field/ });
    await userEvent.click(button);
    expect(
      await screen.findByRole('option', { name: 'team-a' }),
    ).toBeInTheDocument();
  });
});
