import { missing } from '@backstage-realtime/plugin-realtime-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import { giveLayout } from '../../../dev/fakes/layout';
import { aHealth } from '../../../dev/health/pingPong';
import { openTopics, readNow, topicsAddress } from '../../testUtils/openTopics';

giveLayout();

const LAGGING =
  'pong_topic p3 is 48 s behind for group ws-gateway; the limit is 15 s';

describe('the Topics tab', () => {
  it('says what, since when, so what and what now', async () => {
    await openTopics();
    const verdict = screen.getByRole('group', { name: 'Verdict' });
    expect(verdict).toHaveTextContent(LAGGING);
    expect(verdict).toHaveTextContent(/Warning since .* \(5 min 36/);
    expect(verdict).toHaveTextContent(
      'First records are lost in 6 h 54 min at the earliest.',
    );
    expect(verdict).toHaveTextContent(
      'Next: Add a member to ws-gateway; today 2 members read 6 partitions (team-edge).',
    );
  });

  it('leads to the records of the partition it speaks of', async () => {
    await openTopics();
    const link = screen.getByRole('link', { name: 'Show p3 records' });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/pingpong-counter/messages?stream=kafka%3Aprod-eu1%2Fpong_topic&p=3',
    );
  });

  it('explains a verdict in a drawer: focus goes to its title and comes back with Escape', async () => {
    const { user } = await openTopics();
    const why = screen.getByRole('button', { name: 'Why?' });
    await user.click(why);
    const drawer = await screen.findByRole('dialog');
    expect(within(drawer).getByRole('heading', { level: 2 })).toHaveTextContent(
      'Why is lag.time a warning?',
    );
    expect(within(drawer).getByRole('heading', { level: 2 })).toContainElement(
      document.activeElement as HTMLElement,
    );
    expect(drawer).toHaveTextContent(
      'oldest unread record 48 s > warn limit 15 s',
    );
    expect(drawer).toHaveTextContent('default for tag realtime');
    expect(topicsAddress().get('why')).toContain('lag.time');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Why?' })).toHaveFocus(),
    );
    expect(topicsAddress().get('why')).toBeNull();
  });

  it('names what was seen, and how it was found', async () => {
    const { user } = await openTopics();
    await user.click(screen.getByRole('button', { name: 'Why?' }));
    const drawer = await screen.findByRole('dialog');
    const found = within(drawer).getByText('Oldest unread record');
    expect(found.nextElementSibling).toHaveTextContent(
      '48 s · exact, the record at the committed offset was read',
    );
    expect(within(drawer).getByText('Assigned to')).toBeInTheDocument();
  });

  it('draws no trend from two readings, and says that it is learning', async () => {
    const { api } = await openTopics();
    const lines = () => screen.queryAllByRole('img', { name: /last 30 min/ });
    expect(lines().length).toBeGreaterThan(0);
    const health = aHealth(Date.now());
    const [topic] = health.topics;
    act(() =>
      api.health.show(
        readNow({
          ...health,
          groups: [],
          topics: [
            {
              ...topic,
              rates: topic.rates.slice(-2),
              heldMs: missing('not-asked'),
            },
          ],
        }),
      ),
    );
    expect(lines()).toHaveLength(0);
    const row = screen.getByRole('row', { name: /ping_topic/ });
    expect(within(row).getAllByText('learning')).toHaveLength(2);
    expect(row).not.toHaveTextContent('not asked');
  });

  it('shows the measurements as a table, a missing one in words', async () => {
    const { user } = await openTopics();
    await user.click(screen.getByRole('button', { name: 'Why?' }));
    await user.click(
      await screen.findByRole('button', { name: 'Show as table' }),
    );
    const table = screen.getByRole('table', { name: '' });
    expect(within(table).getAllByRole('row')).toHaveLength(41);
    expect(within(table).getAllByText('no reading').length).toBeGreaterThan(0);
  });

  it('copies the reasons as text', async () => {
    const { user, copied } = await openTopics();
    await user.click(screen.getByRole('button', { name: 'Why?' }));
    await user.click(
      await screen.findByRole('button', { name: 'Copy as text' }),
    );
    const [text] = copied;
    expect(text).toContain(`Warning lag.time: ${LAGGING}`);
    expect(text).toContain('- oldest unread record 48 s > warn limit 15 s');
    expect(text).toContain('- warn 15 s: default for tag realtime');
    expect(text).toContain('Readings: 22 of 22');
  });

  it.each([
    ['no-data', '23 h 58 min, no time limit'],
    ['no-permission', '23 h 58 min · no permission'],
    ['not-asked', '23 h 58 min · learning'],
  ] as const)(
    'calls retention unlimited only where that is known: %s',
    async (code, text) => {
      const { api } = await openTopics();
      const health = aHealth(Date.now());
      const topics = health.topics.slice(0, 1).map(topic => ({
        ...topic,
        retentionMs: missing(code),
      }));
      act(() => api.health.show(readNow({ ...health, topics })));
      await waitFor(() =>
        expect(screen.getByRole('table', { name: 'Topics' })).toHaveTextContent(
          text,
        ),
      );
    },
  );

  it('opens a link to a reason', async () => {
    const key = aHealth(0).headline ?? '';
    await openTopics({ search: `?${new URLSearchParams({ why: key })}` });
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'Why is lag.time a warning?',
    );
  });

  it('names the missing right of a group in its row, and copies the line that grants it', async () => {
    const { user, copied } = await openTopics();
    const groups = screen.getByRole('table', { name: 'Consumer groups' });
    const row = within(groups)
      .getAllByRole('row')
      .find(each => within(each).queryByText('fraud-scan')) as HTMLElement;
    expect(row).toHaveTextContent(
      'No permission: needs DESCRIBE on group fraud-scan.',
    );
    await user.click(within(row).getByRole('button', { name: /^Copy ACL/ }));
    expect(copied[0]).toMatch(/--operation Describe --group 'fraud-scan'$/);
    expect(await screen.findByText('Copied')).toBeInTheDocument();
  });

  it('lists what is not OK, worst first, and the rest when asked', async () => {
    const { user } = await openTopics();
    const verdicts = () =>
      within(screen.getByRole('table', { name: 'Checks' }))
        .getAllByRole('row')
        .map(row => within(row).getAllByRole('cell')[0].textContent);
    expect(verdicts()).toEqual(['Warning', 'Unknown', 'Info']);
    await user.click(screen.getByRole('button', { name: 'Show 6 OK' }));
    expect(verdicts()).toHaveLength(9);
  });

  it('asks for a new reading, and shows what it brings', async () => {
    const { api, user } = await openTopics();
    await user.click(screen.getByRole('button', { name: 'Check now' }));
    expect(api.health.refreshes).toBe(1);
    const checks = aHealth(Date.now()).checks.filter(c => c.verdict === 'ok');
    act(() =>
      api.health.show(
        readNow(
          aHealth(Date.now(), { verdict: 'ok', headline: undefined, checks }),
        ),
      ),
    );
    expect(
      await screen.findByText('3 topics, 6 checks, nothing to do'),
    ).toBeInTheDocument();
  });

  it('opens one stream of the entity and closes it with the tab', async () => {
    const { api, view } = await openTopics();
    expect(api.asked).toEqual([['component:default/pingpong-counter']]);
    expect(api.health.openCount).toBe(1);
    view.unmount();
    expect(api.health.openCount).toBe(0);
  });

  it('writes times in the zone that all views share', async () => {
    const { user } = await openTopics();
    await user.click(screen.getByRole('button', { name: /^Time zone: UTC/ }));
    expect(
      await screen.findByRole('button', { name: /^Time zone: Local/ }),
    ).toBeInTheDocument();
  });
});
