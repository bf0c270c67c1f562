import { act, screen } from '@testing-library/react';
import { giveLayout } from '../../dev/fakes/layout';
import { aSnapshot } from '../../dev/fakes/snapshots';
import { problem, watchedElsewhere } from '../../dev/fakes/storyParts';
import { openTab } from '../testUtils/openTab';

giveLayout();

/** The first drawing of a whole tab takes seconds on a busy machine. */
jest.setTimeout(60_000);

describe('a stream over the limit', () => {
  it('starts in the place of the one its reader picks', async () => {
    const { api, user } = await openTab();
    const refused = problem(
      'realtime.stream.over-budget',
      'You watch 3 of 3 streams.',
      watchedElsewhere,
    );
    act(() => api.show(aSnapshot(refused)));
    await user.click(
      screen.getByRole('button', { name: 'Stop ping-pong, start here' }),
    );
    expect(api.calls).toEqual(['retry instead of websocket:ping-pong']);
  });

  it('is tried again without stopping anything', async () => {
    const { api, user } = await openTab();
    const refused = problem(
      'realtime.stream.over-budget',
      'You watch 3 of 3 streams.',
      watchedElsewhere,
    );
    act(() => api.show(aSnapshot(refused)));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(api.calls).toEqual(['retry']);
  });

  it('continues where it was stopped from another page', async () => {
    const { api, user } = await openTab();
    const stopped = problem('realtime.stream.stopped-elsewhere', '');
    act(() => api.show(aSnapshot(stopped)));
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(api.calls).toEqual(['retry']);
  });
});
