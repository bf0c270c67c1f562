import { WebSocket } from 'ws';
import { RealtimeClient } from '../api/RealtimeClient';
import type { RecordStreamOptions } from '../store/RecordStream';
import { FakeGateway, type FakeGatewayBehaviour } from './FakeGateway';
import { TestClock } from './TestClock';
import { TestScheduler } from './TestScheduler';

/** A whole client against a gateway in this process; time is the test's, the network is real. */
export interface StartedClient extends AsyncDisposable {
  gateway: FakeGateway;
  client: RealtimeClient;
  clock: TestClock;
  scheduler: TestScheduler;
  storage: Map<string, string>;
}

export async function startClient(
  behaviour: Partial<FakeGatewayBehaviour> = {},
  scheduler = new TestScheduler('every-turn'),
): Promise<StartedClient> {
  const gateway = await FakeGateway.start(behaviour);
  const clock = new TestClock();
  const storage = new Map<string, string>();
  const client = RealtimeClient.create({
    discoveryApi: gateway.discoveryApi,
    fetchApi: gateway.fetchApi,
    WebSocketImpl: WebSocket,
    clock,
    scheduler,
    random: () => 0.5,
    storage: {
      getItem: key => storage.get(key) ?? null,
      setItem: (key, value) => storage.set(key, value),
      removeItem: key => storage.delete(key),
    },
  });
  return {
    gateway,
    client,
    clock,
    scheduler,
    storage,
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

/** What most tests ask for. */
export function someOptions(
  parts: Partial<RecordStreamOptions> = {},
): RecordStreamOptions {
  return {
    entityRef: 'component:default/ping-pong',
    stream: 'kafka:local/pong_topic',
    from: { at: 'earliest' },
    mode: 'records',
    ...parts,
  };
}
