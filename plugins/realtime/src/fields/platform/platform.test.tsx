import { registerMswTestHooks } from '@backstage/test-utils';
import type { CreatePlatforms } from '@backstage-realtime/plugin-realtime-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { CREATE_URL, openForm } from '../../testUtils/aForm';
import { expectAccessible } from '../../testUtils/expectAccessible';

const server = setupServer();
registerMswTestHooks(server);

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const at = { kubernetesCluster: 'local', namespace: 'team-a' };

const PLATFORMS: CreatePlatforms = {
  platforms: [
    { ...at, name: 'streams', isReady: true },
    { ...at, name: 'young', isReady: false },
  ],
  more: 0,
  unknown: [],
};

const AWAY: CreatePlatforms['unknown'][number] = {
  kubernetesCluster: 'away',
  code: 'realtime.kubernetes.unreachable',
  reason: 'it is away',
};

/** A backend with these platforms; answers for which clusters it was asked. */
function serve(platforms: CreatePlatforms = PLATFORMS) {
  const asked: Array<string | null> = [];
  server.use(
    http.get(`${CREATE_URL}/platforms`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query.get('kubernetesCluster'));
      return HttpResponse.json(platforms);
    }),
  );
  return asked;
}

const PAGE = {
  platform: {
    type: 'string',
    title: 'The platform',
    description: 'Whose Kafka is used.',
    'ui:field': 'RealtimePlatform',
  },
};

const input = () => screen.findByRole('combobox', { name: /^The platform/ });
const review = () => screen.getByRole('button', { name: 'Review' });

describe('a platform', () => {
  it('is chosen with the keyboard among those that run, each with its place', async () => {
    const asked = serve();
    const { container, created } = await openForm([PAGE], {
      kubernetesCluster: 'local',
    });
    const user = userEvent.setup();
    (await input()).focus();
    await user.keyboard('{ArrowDown}');
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'streamsnamespace team-a of local, ready',
      'youngnamespace team-a of local, not ready yet',
    ]);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await input()).toHaveValue('young');
    expect(
      await screen.findByText(
        'Not ready yet in namespace team-a of local; what uses it waits for it.',
      ),
    ).toBeInTheDocument();
    expect(await input()).toHaveAccessibleDescription(/Not ready yet/);
    await expectAccessible(container);
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() =>
      expect(created).toEqual([
        { kubernetesCluster: 'local', platform: 'young' },
      ]),
    );
    expect(asked).toEqual(['local']);
  });

  it('may be typed when it is not there yet, with a warning', async () => {
    serve();
    const { created } = await openForm([PAGE]);
    const user = userEvent.setup();
    await user.type(await input(), 'to-be-made');
    expect(
      await screen.findByText(/^to-be-made was found nowhere/),
    ).toBeInTheDocument();
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() => expect(created).toEqual([{ platform: 'to-be-made' }]));
  });

  it('cannot have a name that no platform has', async () => {
    serve();
    const { created } = await openForm([PAGE], { platform: 'Not_A_Name' });
    expect(
      await screen.findByText(/^At most 63 small letters/),
    ).toBeInTheDocument();
    await userEvent.click(review());
    await waitFor(() =>
      expect(screen.getAllByText(/At most 63 small/).length).toBeGreaterThan(1),
    );
    expect(created).toEqual([]);
  });

  it('is told to be in another namespace than what uses it', async () => {
    serve();
    await openForm([PAGE], { platform: 'streams', namespace: 'team-b' });
    expect(
      await screen.findByText('Ready in namespace team-a of local.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^It is in namespace team-a, and what uses it/),
    ).toBeInTheDocument();
  });

  it('is unknown, not missing, where a cluster does not answer', async () => {
    serve({ ...PLATFORMS, platforms: [], unknown: [AWAY] });
    await openForm([PAGE], { platform: 'streams' });
    expect(
      await screen.findByText(
        'Not known which platforms away has: it does not answer.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/found nowhere/)).toBeNull();
  });

  it('has to be made first where there is none', async () => {
    serve({ ...PLATFORMS, platforms: [] });
    await openForm([PAGE]);
    expect(await screen.findByText(/^No platform runs/)).toBeInTheDocument();
  });

  it('is taken as it is typed when the reader may not see platforms', async () => {
    const error = {
      message: 'Missing permission realtime.claim.read',
      code: 'realtime.create.forbidden',
    };
    server.use(
      http.get(`${CREATE_URL}/platforms`, () =>
        HttpResponse.json({ error }, { status: 403 }),
      ),
    );
    const { created } = await openForm([PAGE]);
    const user = userEvent.setup();
    expect(
      await screen.findByText(/Missing permission realtime.claim.read/),
    ).toBeInTheDocument();
    await user.type(await input(), 'streams');
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() => expect(created).toEqual([{ platform: 'streams' }]));
  });
});
