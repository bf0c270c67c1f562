import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { realtimeApiRef } from '@backstage-realtime/plugin-realtime-react';
import { act, screen } from '@testing-library/react';
import { StaticRealtimeApi } from '../../dev/fakes/StaticRealtimeApi';
import { storyPages } from '../../dev/fakes/stories';
import { annotated } from '../../dev/fakes/storyParts';
import { LiveCard } from './LiveCard';

let isHidden = false;

function hide(hidden: boolean) {
  isHidden = hidden;
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

describe('LiveCard', () => {
  beforeEach(() => {
    isHidden = false;
    Object.defineProperty(document, 'hidden', {
      configurable: true,
      get: () => isHidden,
    });
  });
  afterEach(() => Reflect.deleteProperty(document, 'hidden'));

  it('takes a place among the streams of its reader only while the page is looked at', async () => {
    const api = new StaticRealtimeApi(storyPages[0]);
    const view = await renderInTestApp(
      <TestApiProvider apis={[[realtimeApiRef, api]]}>
        <EntityProvider entity={annotated}>
          <LiveCard />
        </EntityProvider>
      </TestApiProvider>,
      { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
    );
    await screen.findByText(/Live · .* behind/);
    expect(api.opened).toEqual([expect.objectContaining({ mode: 'counts' })]);
    expect(api.openCount).toBe(1);

    hide(true);
    expect(api.openCount).toBe(0);

    hide(false);
    expect(api.openCount).toBe(1);
    await screen.findByText(/Live · .* behind/);
    view.unmount();
    expect(api.openCount).toBe(0);
  });
});
