import { act, screen, waitFor, within } from '@testing-library/react';
import {
  aCanary,
  aRollout,
  say,
  someControls,
  write,
} from '../../../dev/canary/pingPongRollout';
import { paused } from '../../../dev/canary/rolloutMoments';
import { giveLayout } from '../../../dev/fakes/layout';
import { openCanary, toldNow } from '../../testUtils/openCanary';

giveLayout();

const verdict = () => screen.getByRole('group', { name: 'Verdict' });

describe('controls', () => {
  const nowMs = Date.now();
  const opened = () => openCanary({ canary: aCanary(nowMs, aRollout(nowMs)) });

  it('are not there without the right to, and the verdict says why', async () => {
    const controlsOff = say('canary.controls.off');
    await openCanary({
      canary: aCanary(nowMs, aRollout(nowMs, { controls: [], controlsOff })),
    });
    expect(
      screen.queryByRole('button', { name: /Abort|Promote|More/ }),
    ).not.toBeInTheDocument();
    expect(verdict()).toHaveTextContent(
      'Promote, abort and retry are switched off',
    );
  });

  it('have no button where a repository keeps the field, and the verdict says which', async () => {
    const kept = say('canary.refused.git', { manager: write.name('Flux') });
    const controls = someControls(['abort', 'promote'], { promote: kept });
    await openCanary({
      canary: aCanary(nowMs, aRollout(nowMs, { phase: 'paused', controls })),
    });
    expect(screen.getByRole('button', { name: 'Abort…' })).toBeEnabled();
    expect(
      screen.queryByRole('button', { name: 'Promote…' }),
    ).not.toBeInTheDocument();
    expect(verdict()).toHaveTextContent('Flux keeps the spec');
  });

  it('print the patch before they send it, and name rollout and cluster', async () => {
    const { user, api } = await opened();
    await user.click(screen.getByRole('button', { name: 'Abort…' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Everything goes back to revision 7');
    expect(dialog).toHaveTextContent('PATCH rollouts/status');
    expect(
      JSON.parse(
        within(dialog).getByLabelText('Patch of rollouts/status').textContent ??
          '',
      ),
    ).toEqual({ status: { abort: true } });
    expect(api.sent).toEqual([]);
    await user.click(
      within(dialog).getByRole('button', {
        name: 'Abort pingpong-counter on prod-eu1',
      }),
    );
    expect(api.sent).toEqual([
      {
        entityRef: 'component:default/pingpong-counter',
        rollout: 'prod-eu1/pingpong/pingpong-counter',
        action: 'abort',
        expects: 'uid-1/41/5',
      },
    ]);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('list every patch with its sub-resource', async () => {
    const { user } = await openCanary({
      canary: aCanary(nowMs, paused(nowMs)),
    });
    await user.click(screen.getByRole('button', { name: 'Promote…' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('These 2 patches are sent');
    expect(
      within(dialog)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringMatching(/^PATCH rollouts\/status/),
      expect.stringMatching(/^PATCH rollouts ·/),
    ]);
  });

  it('keep the dialog with the words of the server when it refuses', async () => {
    const { user, api } = await opened();
    api.refusal = new Error('Rollout pingpong-counter has moved on.');
    await user.click(screen.getByRole('button', { name: 'Abort…' }));
    await user.click(
      await screen.findByRole('button', { name: /^Abort pingpong-counter/ }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Rollout pingpong-counter has moved on.',
    );
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });

  it('send nothing for a rollout that moved on until it is looked at again', async () => {
    const { user, api } = await opened();
    await user.click(screen.getByRole('button', { name: 'Abort…' }));
    await screen.findByRole('dialog');
    const controls = someControls(['abort']).map(control => ({
      ...control,
      expects: 'uid-1/41/6',
    }));
    act(() =>
      api.canary.show(toldNow(aCanary(nowMs, aRollout(nowMs, { controls })))),
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The rollout has moved on since this was opened.',
    );
    await user.click(screen.getByRole('button', { name: 'Look again' }));
    await user.click(
      screen.getByRole('button', { name: /^Abort pingpong-counter/ }),
    );
    expect(api.sent.map(({ expects }) => expects)).toEqual(['uid-1/41/6']);
  });

  it('keep rare actions behind one button', async () => {
    const { user } = await opened();
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(
      await screen.findByRole('menuitem', { name: 'Promote fully…' }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'Promote pingpong-counter fully?',
    );
  });
});
