import { registerMswTestHooks } from '@backstage/test-utils';
import type { CreateDiff } from '@backstage-realtime/plugin-realtime-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { openForm } from '../../testUtils/aForm';
import { expectAccessible } from '../../testUtils/expectAccessible';
import {
  ANSWERS,
  COMPARED,
  linesOf,
  page,
  PLATFORM,
  SERVICE,
  serveReview,
} from './testUtils/aReview';

const server = setupServer();
registerMswTestHooks(server);

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const serve = (diff?: CreateDiff) => serveReview(server, diff);

describe('the manifests of a review', () => {
  it('are compared with the live object line by line, what nothing changes folded', async () => {
    serve(COMPARED);
    const { container } = await openForm([page()], ANSWERS);
    const user = userEvent.setup();
    const region = await screen.findByRole('region', {
      name: 'Changes of RealtimePlatformClaim ping-orders-platform in default',
    });
    const shown = () =>
      within(region)
        .getAllByRole('row')
        .slice(1)
        .map(row => [...row.children].map(cell => cell.textContent).join('|'));
    expect(shown()).toEqual([
      '|@@ 7 unchanged lines @@',
      '8|8||  b: 2',
      '9|9||  image: a:1',
      '10|10||  name: ping-orders-platform',
      '11||−|  profile: production',
      '|11|+|  profile: dev',
      '12|12||  z: 3',
    ]);
    expect(
      screen.getByText(
        'Changes a live object on local. Left: live at 14:01:21, version 88213. Right: after applying.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('+1 −1')).toBeInTheDocument();
    expect(screen.getByText(PLATFORM.request)).toBeInTheDocument();
    await expectAccessible(container);

    await user.click(screen.getByRole('button', { name: 'Whole file' }));
    expect(shown()).toHaveLength(13);
    await user.click(screen.getByRole('button', { name: 'Changes only' }));
    within(region)
      .getByRole('button', { name: /^@@ 7 unchanged/ })
      .focus();
    await user.keyboard('{Enter}');
    expect(shown()[0]).toBe('1|1||apiVersion: claims.example.com/v2');
  });

  it('count folded lines that other managers wrote', async () => {
    const comparison = {
      readAtMs: 0,
      resourceVersion: '1',
      live: [...linesOf('dev', 'a:1'), { text: 'end: 1' }],
      planned: [...linesOf('dev', 'a:1'), { text: 'end: 2' }],
    };
    serve({ manifests: [{ ...PLATFORM, comparison }, SERVICE] });
    await openForm([page()], ANSWERS);
    expect(
      await screen.findByRole('button', {
        name: '@@ 9 unchanged lines, 1 written by other field managers @@',
      }),
    ).toBeInTheDocument();
  });

  it('come with what was asked for, and what was checked', async () => {
    serve();
    await openForm([page()], ANSWERS);
    const asked = await screen.findByRole('region', { name: 'You asked for' });
    expect(within(asked).getByText('ping-orders')).toBeInTheDocument();
    const checked = screen.getByRole('region', {
      name: 'Checked before apply',
    });
    expect(
      await within(checked).findByText('Server dry run accepted'),
    ).toBeInTheDocument();
    const titles = within(checked)
      .getAllByRole('listitem')
      .map(item => item.querySelector('p')?.textContent);
    expect(titles).toEqual([
      '5 of 5 manifest gates passed',
      'Server dry run accepted',
      'Partitions of a grow from 3 to 6',
      'b is asked for no longer',
      'Good to know',
    ]);
  });

  it.each([
    [
      'refused with the field and its manager',
      'realtime.kubernetes.conflict',
      '.spec.image (conflict with "kubectl")',
      'Server dry run refused',
      'RealtimePlatformClaim · refused',
    ],
    [
      'not known where the cluster wants a token of the user',
      'realtime.kubernetes.user-token-needed',
      /^it is spoken to as the user/,
      'Server dry run not done',
      'RealtimePlatformClaim · not known',
    ],
    [
      'not known where the cluster is away',
      'realtime.kubernetes.unreachable',
      'it does not answer.',
      'Server dry run not done',
      'RealtimePlatformClaim · not known',
    ],
  ] as const)('are %s', async (_what, code, reason, title, tab) => {
    const message = '.spec.image (conflict with "kubectl")';
    const refused = { operation: 'refused' as const, code, message };
    serve({
      manifests: [
        { ref: PLATFORM.ref, ...refused },
        { ref: SERVICE.ref, ...refused },
      ],
    });
    await openForm([page()], ANSWERS);
    const checked = await screen.findByRole('region', {
      name: 'Checked before apply',
    });
    expect(await within(checked).findByText(title)).toBeInTheDocument();
    expect(within(checked).getByText(reason)).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: tab })).toBeInTheDocument();
  });
});
