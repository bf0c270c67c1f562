import type { ViewerTarget } from '../sink/RawViewer';

/** Where a viewer of the gateway subject connects, signed in as the mock user. */
export function viewerTarget(port: number): ViewerTarget {
  return {
    port,
    path: '/api/realtime/v1/stream',
    protocols: ['realtime.v1'],
    headers: { Authorization: 'Bearer mock-user-token' },
  };
}

/** What every viewer sends after its socket opened. */
export function subscribeCommand(topic: string, from: object): object {
  return {
    type: 'subscribe',
    sub: 1,
    entityRef: 'component:default/bench',
    stream: `kafka:bench/${topic}`,
    from,
  };
}
