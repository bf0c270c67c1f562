import { TestApiProvider } from '@backstage/test-utils';
import {
  realtimeApiRef,
  type RealtimeApi,
} from '@backstage-realtime/plugin-realtime-react';
import { render } from '@testing-library/react';
import { storyPages } from '../dev/fakes/stories';
import { StaticRealtimeApi } from '../dev/fakes/StaticRealtimeApi';
import { OpenAhead } from './OpenAhead';

/** What a page at this address prepares. */
function preparedAt(pathname: string): Array<string | undefined> {
  const prepared: Array<string | undefined> = [];
  const api: RealtimeApi = new StaticRealtimeApi(storyPages[0]);
  api.prepare = entityRef => void prepared.push(entityRef);
  window.history.replaceState(null, '', pathname);
  render(
    <TestApiProvider apis={[[realtimeApiRef, api]]}>
      <OpenAhead />
    </TestApiProvider>,
  );
  return prepared;
}

describe('OpenAhead', () => {
  it('prepares the entity of a link straight to its Messages tab', () => {
    expect(
      preparedAt('/catalog/default/component/ping-pong/messages?max=all'),
    ).toEqual(['component:default/ping-pong']);
  });

  it('prepares nothing for any other page', () => {
    expect(preparedAt('/catalog/default/component/ping-pong')).toEqual([]);
  });
});
