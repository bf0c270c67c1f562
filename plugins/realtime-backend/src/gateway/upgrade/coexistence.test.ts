import { once } from 'node:events';
import type { Server } from 'node:http';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import signalsPlugin from '@backstage/plugin-signals-backend';
import { SUBPROTOCOL } from '@backstage-realtime/plugin-realtime-common';
import express from 'express';
import { WebSocket } from 'ws';
import { engineDefaults, gatewayDefaults } from '../../config/schema';
import { Gateway } from '../Gateway';
import { FakeAccess } from '../testUtils/FakeAccess';
import { FakeHub } from '../testUtils/FakeHub';
import { everyState, FakeStates } from '../testUtils/FakeStates';
import { connect, TestViewer } from '../testUtils/TestViewer';

const ORIGIN = 'http://localhost:3000';

/** The gateway as a plugin and nothing else. */
const realtimePlugin = createBackendPlugin({
  pluginId: 'realtime',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        httpAuth: coreServices.httpAuth,
        http: coreServices.httpRouter,
        database: coreServices.database,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        lifecycle: coreServices.lifecycle,
      },
      async init({ http, lifecycle, ...services }) {
        const gateway = await Gateway.create({
          ...services,
          settings: {
            gateway: { ...gatewayDefaults, allowedOrigins: [ORIGIN] },
            hub: engineDefaults,
          },
          hub: new FakeHub(),
          access: new FakeAccess(),
          states: everyState(new FakeStates()),
          decoding: {
            projector: () => ({
              id: '',
              prepare: () => undefined,
              project: () => undefined,
            }),
          },
        });
        const router = express.Router();
        router.use(gateway.attachMiddleware);
        router.post('/v1/tickets', gateway.ticketHandler);
        http.use(router);
        lifecycle.addShutdownHook(() => gateway.stop());
      },
    });
  },
});

describe('UpgradeRouter beside the signals plugin', () => {
  let server: Server;
  let stop: () => Promise<void>;
  let base: string;
  const opened: WebSocket[] = [];

  beforeEach(async () => {
    const backend = await startTestBackend({
      features: [realtimePlugin, signalsPlugin],
    });
    server = backend.server;
    stop = () => backend.stop();
    base = `localhost:${backend.server.port()}/api`;
  });

  afterEach(async () => {
    for (const ws of opened.splice(0)) ws.terminate();
    await stop();
  });

  async function opensStream(): Promise<boolean> {
    const response = await fetch(`http://${base}/realtime/v1/tickets`, {
      method: 'POST',
      headers: { Authorization: mockCredentials.user.header() },
    });
    const { ticket } = await response.json();
    const protocols = [SUBPROTOCOL, `ticket.${ticket}`];
    const viewer = await connect(`ws://${base}/realtime/v1/stream`, protocols, {
      origin: ORIGIN,
    });
    if (!(viewer instanceof TestViewer)) return false;
    opened.push(viewer.ws);
    return (await viewer.next('hello')).protocol === 1;
  }

  async function opensSignals(): Promise<boolean> {
    const ws = new WebSocket(
      `ws://${base}/signals`,
      mockCredentials.user.token(),
    );
    opened.push(ws);
    await once(ws, 'open');
    return true;
  }

  /** Signals attaches on the first upgrade it sees; without us that one gets no answer. */
  async function wakeSignals(): Promise<void> {
    const attached = new Promise<void>(resolve =>
      server.on('newListener', name => name === 'upgrade' && resolve()),
    );
    const ws = new WebSocket(
      `ws://${base}/signals`,
      mockCredentials.user.token(),
    );
    ws.on('error', () => undefined);
    opened.push(ws);
    await attached;
  }

  it('lets both open when ours attached first', async () => {
    expect(await opensStream()).toBe(true);
    expect(server.listenerCount('upgrade')).toBe(1);
    expect(await opensSignals()).toBe(true);
    expect(server.listenerCount('upgrade')).toBe(2);
    expect(await opensSignals()).toBe(true);
    expect(await opensStream()).toBe(true);
  });

  it('lets both open when signals attached first', async () => {
    await wakeSignals();
    expect(await opensSignals()).toBe(true);
    expect(await opensStream()).toBe(true);
    expect(await opensSignals()).toBe(true);
  });
});
