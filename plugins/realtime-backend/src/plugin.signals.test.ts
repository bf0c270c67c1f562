import { once } from 'node:events';
import { mockCredentials } from '@backstage/backend-test-utils';
import eventsPlugin from '@backstage/plugin-events-backend';
import signalsPlugin from '@backstage/plugin-signals-backend';
import { StandInKafka } from '@backstage-realtime/sandbox';
import { WebSocket } from 'ws';
import { provideRealtimeServer } from './index';
import { aConfig, UNMASKED } from './testUtils/aConfig';
import { createTopic, produce } from './testUtils/kafkaClient';
import { usePlugins, type RunningPlugin } from './testUtils/usePlugins';

const { start, endWith } = usePlugins();
let kafka: StandInKafka;

beforeAll(async () => {
  kafka = await StandInKafka.start();
  await createTopic(kafka.bootstrap);
});

afterAll(() => kafka.close());

const startBoth = () =>
  start({
    config: aConfig(kafka.bootstrap, UNMASKED),
    features: [eventsPlugin, signalsPlugin],
  });

function dialSignals({ port }: RunningPlugin): WebSocket {
  const ws = new WebSocket(
    `ws://localhost:${port}/api/signals`,
    mockCredentials.user.token(),
  );
  // One that is never answered is ended by us; that is an error here alone.
  ws.on('error', () => undefined);
  endWith(() => ws.terminate());
  return ws;
}

/** Signals listens from the first upgrade it sees, which without us gets no answer. */
async function wakeSignals(plugin: RunningPlugin): Promise<void> {
  const attached = new Promise<void>(resolve =>
    plugin.server.on('newListener', name => name === 'upgrade' && resolve()),
  );
  dialSignals(plugin);
  await attached;
}

async function shown(plugin: RunningPlugin, value: string) {
  const page = await plugin.page();
  await page.watch();
  await produce(kafka.bootstrap, [{ value }]);
  await page.record(value);
  return page.values;
}

describe('the plugin beside signals and events', () => {
  it('has the very first socket of signals answered, until which browsers open none of ours', async () => {
    const plugin = await startBoth();
    provideRealtimeServer(plugin.server);
    await once(dialSignals(plugin), 'open');
    expect(await shown(plugin, 'at once')).toEqual(['at once']);
  });

  it('shares the server when its own page comes first', async () => {
    const plugin = await startBoth();
    expect(await shown(plugin, 'first')).toEqual(['first']);
    await once(dialSignals(plugin), 'open');
    expect(await shown(plugin, 'later')).toEqual(['later']);
  });

  it('shares the server when a page of signals comes first', async () => {
    const plugin = await startBoth();
    await wakeSignals(plugin);
    await once(dialSignals(plugin), 'open');
    expect(await shown(plugin, 'second')).toEqual(['second']);
    await once(dialSignals(plugin), 'open');
  });
});
