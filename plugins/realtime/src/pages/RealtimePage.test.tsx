import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { SidebarOpenStateProvider } from '@backstage/core-components';
import { renderInTestApp } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { canariesOf } from '../../dev/canary/canariesOf';
import { StaticRolloutApi } from '../../dev/canary/StaticRolloutApi';
import { giveLayout } from '../../dev/fakes/layout';
import { overviewStories } from '../../dev/health/overviewStories';
import { canaryAlone } from '../../dev/health/ownedEntities';
import { OwnedBy } from '../../dev/health/OverviewStoryView';
import { StaticHealthApi } from '../../dev/health/StaticHealthApi';
import { rootRouteRef } from '../routes';
import { RealtimePage } from './RealtimePage';
import { RealtimeSidebarItem } from './RealtimeSidebarItem';

giveLayout();

const mountedRoutes = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
  '/realtime': rootRouteRef,
};

const [owned] = overviewStories;

async function open(
  element: JSX.Element,
  entities = owned.entities,
  overview = canariesOf(entities),
) {
  const user = userEvent.setup();
  const rollouts = new StaticRolloutApi({ overview });
  const api = new StaticHealthApi({ overview: owned.snapshot });
  const view = await renderInTestApp(
    <OwnedBy story={{ entities }} api={api} rollouts={rollouts}>
      {element}
    </OwnedBy>,
    { mountedRoutes },
  );
  return { api, rollouts, user, view };
}

const names = () =>
  within(screen.getByRole('table', { name: 'What I own' }))
    .getAllByRole('link')
    .map(link => link.textContent);

async function findRow(name: string) {
  const table = await screen.findByRole('table', { name: 'What I own' });
  const link = within(table).getByRole('link', { name });
  return link.closest('tr') as HTMLElement;
}

describe('the Realtime page', () => {
  it('asks for all components in one stream and lists them worst first', async () => {
    const { api } = await open(<RealtimePage />);
    expect(await screen.findByText('device-pipeline')).toBeInTheDocument();
    expect(api.asked).toHaveLength(1);
    expect(api.asked[0]).toHaveLength(9);
    expect(names().slice(0, 2)).toEqual([
      'device-pipeline',
      'pingpong-counter',
    ]);
  });

  it('lists who uses a topic, not the topic that the catalog has as a resource', async () => {
    await open(<RealtimePage />);
    await screen.findByText('device-pipeline');
    expect(names()).toHaveLength(9);
    expect(names()).not.toContain('ping-pong_topic');
  });

  it('keeps a component that is not read any more, as Unknown and with its age', async () => {
    await open(<RealtimePage />);
    const row = await findRow('ping-heatmap');
    expect(row).toHaveTextContent('Unknown');
    expect(row).toHaveTextContent(/Last value 9 min .* old/);
    expect(within(row).getAllByText('stale')).toHaveLength(2);
  });

  it('finds a component by its group, and one verdict by its button', async () => {
    const { user } = await open(<RealtimePage />);
    await screen.findByText('device-pipeline');
    await user.type(screen.getByRole('searchbox'), 'tsdb');
    expect(names()).toEqual(['device-pipeline']);
    expect(
      screen.getByText('1 of 9 components, worst first'),
    ).toBeInTheDocument();
    await user.clear(screen.getByRole('searchbox'));
    const warning = screen.getByRole('button', { name: '1 Warning' });
    await user.click(warning);
    expect(warning).toHaveAttribute('aria-pressed', 'true');
    expect(names()).toEqual(['pingpong-counter']);
  });

  it('says so when a filter hides everything, and clears it', async () => {
    const { user } = await open(<RealtimePage />);
    await screen.findByText('device-pipeline');
    await user.type(screen.getByRole('searchbox'), 'no such thing');
    await user.click(screen.getByRole('button', { name: 'Clear the filters' }));
    expect(names()).toHaveLength(9);
  });

  it('draws where records go, one flow a system, and marks the hop that is slow', async () => {
    await open(<RealtimePage />);
    const flow = await screen.findByRole('group', {
      name: 'ping-pong pipeline',
    });
    expect(within(flow).getByText('1 hop is not well')).toBeInTheDocument();
    const [line] = within(flow).getAllByRole('list');
    const stops = within(line).getAllByRole('listitem');
    expect(stops).toHaveLength(5);
    expect(stops[0]).toHaveTextContent(/^ping-generatorwrites$/);
    expect(stops[4]).toHaveTextContent(
      'Warning: read by group ws-gateway at 93.5/s, lag 48 s p3, by',
    );
    expect(stops[1]).toHaveTextContent('not measured');
  });

  it('folds a flow in which every hop is well until somebody opens it', async () => {
    const { user } = await open(<RealtimePage />);
    const flow = await screen.findByRole('group', { name: 'orders pipeline' });
    expect(within(flow).queryByRole('list')).not.toBeInTheDocument();
    await user.click(
      within(flow).getByRole('button', { name: 'Show orders pipeline' }),
    );
    expect(within(flow).getByRole('list')).toHaveTextContent('187/s');
  });

  it('keeps a flow whole, or hides it, when the list is narrowed', async () => {
    const { user } = await open(<RealtimePage />);
    await screen.findByRole('group', { name: 'orders pipeline' });
    await user.type(screen.getByRole('searchbox'), 'pong-processor');
    expect(names()).toEqual(['pong-processor']);
    expect(
      screen.queryByRole('group', { name: 'orders pipeline' }),
    ).not.toBeInTheDocument();
    const flow = screen.getByRole('group', { name: 'ping-pong pipeline' });
    expect(flow).toHaveTextContent('ping-generator');
  });

  it('tells how far the canary and the claim of a component are', async () => {
    await open(<RealtimePage />);
    const row = await findRow('pingpong-counter');
    expect(row).toHaveTextContent('50 %, step 6 of 9');
    expect(await within(row).findByText('Waiting')).toBeInTheDocument();
    const failed = await findRow('order-projector');
    expect(failed).toHaveTextContent('Failed');
    expect(
      within(failed).getByTitle('The namespace has no quota left'),
    ).toBeInTheDocument();
    expect(await findRow('audit-sink')).toHaveTextContent(/nonenone$/);
  });

  it('lists what has rollouts and no topics by its canary, and leads to its Canary tab', async () => {
    const alone = canaryAlone('pingpong-checkout');
    const { api } = await open(<RealtimePage />, [...owned.entities, alone]);
    const row = await findRow('pingpong-checkout');
    await within(row).findByText('Canary: 50 %, step 6 of 9');
    expect(row).toHaveTextContent(/^Info/);
    expect(within(row).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/pingpong-checkout/canary',
    );
    expect(api.asked[0]).toHaveLength(9);
  });

  it('asks for the canaries of all components in one stream, however many there are', async () => {
    const many = Array.from({ length: 30 }, (_, i) => canaryAlone(`many-${i}`));
    const { rollouts, view } = await open(<RealtimePage />, many);
    expect(await findRow('many-29')).toHaveTextContent('Canary: 50 %');
    expect(rollouts.overview.openCount).toBe(1);
    expect(rollouts.asked).toHaveLength(30);
    view.unmount();
    expect(rollouts.overview.openCount).toBe(0);
  });

  it('says of a single canary that it may not be seen, and of another that it is not read', async () => {
    const entities = [canaryAlone('secret'), canaryAlone('away')];
    const told = canariesOf(entities);
    const rows = told.value!.rows.map(row => ({ ...row, isAway: true }));
    const refused = [
      {
        entityRef: 'component:default/secret',
        code: 'realtime.rollout.forbidden' as const,
      },
    ];
    await open(<RealtimePage />, entities, {
      ...told,
      value: { ...told.value!, rows: rows.slice(1), refused },
    });
    expect(await findRow('secret')).toHaveTextContent('Canary: No permission');
    expect(await findRow('away')).toHaveTextContent('Canary: Not read');
  });

  it('is there for a reader who owns rollouts and nothing else', async () => {
    await open(<RealtimePage />, [canaryAlone('pingpong-checkout')]);
    expect(await findRow('pingpong-checkout')).toHaveTextContent('Canary:');
    expect(names()).toEqual(['pingpong-checkout']);
  });

  it('leads from a row to its Topics tab', async () => {
    await open(<RealtimePage />);
    const row = await findRow('device-pipeline');
    expect(within(row).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/device-pipeline/topics',
    );
  });
});

describe('the item of the side bar', () => {
  it('carries the worst verdict and the number of components that need somebody', async () => {
    const { api, view } = await open(<RealtimeSidebarItem />);
    expect(
      await screen.findByText('2 at Warning or Critical, worst Critical'),
    ).toBeInTheDocument();
    view.unmount();
    expect(api.overview.openCount).toBe(0);
  });

  it('has a mark on its icon only while the side bar is too narrow for the badge', async () => {
    const parts = async () => {
      const said = await screen.findByText(/, worst Critical$/);
      const item = said.parentElement!;
      const badge = item.querySelector('[data-count]');
      return {
        badge: badge?.getAttribute('data-count'),
        pictures: item.querySelectorAll('svg').length,
        ofBadge: badge?.querySelectorAll('svg').length ?? 0,
      };
    };
    const narrow = await open(<RealtimeSidebarItem />);
    expect(await parts()).toEqual({ pictures: 2, ofBadge: 0 });
    narrow.view.unmount();
    await open(
      <SidebarOpenStateProvider value={{ isOpen: true, setOpen: () => {} }}>
        <RealtimeSidebarItem />
      </SidebarOpenStateProvider>,
    );
    expect(await parts()).toEqual({ badge: '2', pictures: 2, ofBadge: 1 });
  });
});
