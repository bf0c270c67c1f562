import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/test-utils';
import type { RecordStreamOptions } from '@backstage-realtime/plugin-realtime-react';
import { screen } from '@testing-library/react';
import { giveLayout } from '../../dev/fakes/layout';
import { StaticRealtimeApi } from '../../dev/fakes/StaticRealtimeApi';
import { storyPages } from '../../dev/fakes/stories';
import { annotated } from '../../dev/fakes/storyParts';
import { TabWithApi } from '../../dev/StoryView';

giveLayout();

/** Notes whether the view was drawn when the stream was asked for. */
class WatchfulApi extends StaticRealtimeApi {
  readonly drawnAtOpen: boolean[] = [];

  override open(options: RecordStreamOptions) {
    this.drawnAtOpen.push(screen.queryByRole('grid') !== null);
    return super.open(options);
  }
}

describe('the view of a stream', () => {
  it('asks for the stream before it is drawn', async () => {
    const api = new WatchfulApi(storyPages[0]);
    await renderInTestApp(<TabWithApi api={api} entity={annotated} />, {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    });
    await screen.findByRole('grid');
    expect(api.drawnAtOpen).toEqual([false]);
  });
});
