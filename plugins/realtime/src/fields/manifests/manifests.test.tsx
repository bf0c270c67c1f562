import { registerMswTestHooks } from '@backstage/test-utils';
import {
  buildClaims,
  toManifestYaml,
} from '@backstage-realtime/plugin-realtime-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { CREATE_URL, openForm } from '../../testUtils/aForm';
import { expectAccessible } from '../../testUtils/expectAccessible';
import { buildPreview } from './buildPreview';
import {
  ANSWERS,
  CLAIM_API,
  INPUT,
  page,
  serveReview,
} from './testUtils/aReview';

const server = setupServer();
registerMswTestHooks(server);

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const serve = () => serveReview(server);

const review = () =>
  userEvent.click(screen.getByRole('button', { name: 'Review' }));

describe('the manifests of a form', () => {
  it('are what the builder of the action makes, as YAML, and what differs from the cluster', async () => {
    const asked = serve();
    const { container } = await openForm([page()], ANSWERS);
    const { name } = ANSWERS;
    const built = buildClaims(
      {
        application: { name, language: 'typescript', framework: 'fastify' },
        platform: { name: 'ping-orders-platform' },
      },
      CLAIM_API,
    );
    const manifests = built.ok ? built.manifests : [];
    const yaml = await screen.findByRole('region', {
      name: 'YAML of RealtimePlatformClaim ping-orders-platform in default',
    });
    expect(yaml.textContent).toBe(toManifestYaml([manifests[0]]));
    const row = await screen.findByRole('row', { name: /^spec\.profile/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['spec.profile', '"production"', '"dev"']);
    expect(screen.getByText('and 2 fields more')).toBeInTheDocument();
    expect(
      screen.getByText(
        /^1 new, 1 changed, 0 unchanged, 0 refused, 0 not known on local/,
      ),
    ).toBeInTheDocument();
    expect(asked).toEqual([{ kubernetesCluster: 'local', manifests }]);
    await expectAccessible(container);
  });

  it('are reached with the keyboard, one tab each', async () => {
    serve();
    await openForm([page()], ANSWERS);
    const user = userEvent.setup();
    const first = await screen.findByRole('tab', {
      name: 'RealtimePlatformClaim · 3 changes',
    });
    first.focus();
    await user.keyboard('{ArrowRight}{Enter}');
    expect(
      await screen.findByRole('tab', { name: 'ApplicationClaim · new' }),
    ).toHaveFocus();
    expect(
      await screen.findByText('Does not exist on local; it will be created.'),
    ).toBeInTheDocument();
  });

  it('are not compared when nothing is applied', async () => {
    const asked = serve();
    await openForm([page()], { ...ANSWERS, delivery: 'commit' });
    expect(
      await screen.findByText(/^Written into the repository only/),
    ).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  it('say why they were not compared, and let the form go on', async () => {
    serve();
    server.use(
      http.post(`${CREATE_URL}/diff`, () =>
        HttpResponse.json({ error: { message: 'wait 9 s' } }, { status: 429 }),
      ),
    );
    const { created } = await openForm([page()], ANSWERS);
    expect(
      await screen.findByText('Not compared with local: wait 9 s'),
    ).toBeInTheDocument();
    await review();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() => expect(created).toHaveLength(1));
  });

  it('keep the form here when they cannot be built, with each field', async () => {
    serve();
    await openForm([page()], { ...ANSWERS, name: 'Ping_Orders' });
    const list = await screen.findByRole('list', {
      name: /^The manifests cannot be built/,
    });
    expect(within(list).getByText('platform.name:')).toBeInTheDocument();
    await review();
    expect(
      (await screen.findAllByText(/application\.name: a name begins/)).length,
    ).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });
});

describe('a preview', () => {
  it('names what only a task can compute', () => {
    const input = { application: { name: '${{ parameters.name | upper }}' } };
    expect(buildPreview({ claims: [{ input }] }, ANSWERS, CLAIM_API)).toEqual({
      state: 'notRendered',
      what: 'parameters.name | upper',
    });
  });

  it('is none when no condition holds', () => {
    const claims = [{ if: '${{ parameters.missing }}', input: INPUT }];
    expect(buildPreview({ claims }, ANSWERS, CLAIM_API)).toEqual({
      state: 'none',
    });
  });
});
