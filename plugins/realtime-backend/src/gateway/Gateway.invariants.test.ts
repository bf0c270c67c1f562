import type { Command } from '@backstage-realtime/plugin-realtime-common';
import { startGateway, type RunningGateway } from './testUtils/startGateway';
import type { TestViewer } from './testUtils/TestViewer';
import { FOREVER_MS } from './testUtils/useGateway';

const COMMANDS = 400;

/** Numbers from 0 to below `n`, the same for the same seed (a linear congruential generator). */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return n => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

function anyCommand(roll: (n: number) => number): Command {
  const sub = 1 + roll(4);
  const mode = roll(2) === 0 ? 'records' : 'counts';
  const choices: Command[] = [
    {
      type: 'subscribe',
      sub,
      entityRef: 'component:default/ping-pong',
      stream: `kafka:local/topic_${roll(3)}`,
      from: { at: 'latest' },
      mode,
    },
    { type: 'unsubscribe', sub },
    { type: 'pause', sub },
    { type: 'resume', sub, from: 'buffer' },
    { type: 'mode', sub, mode },
    { type: 'ack', channel: roll(20), sequence: roll(20) },
    { type: 'present' },
  ];
  return choices[roll(choices.length)];
}

/** Waits until every command sent so far was read and its work settled. */
async function settle(viewer: TestViewer): Promise<void> {
  viewer.send({ type: 'unsubscribe', sub: 99 });
  for (;;) {
    const { sub } = await viewer.next('error');
    if (sub === 99) break;
  }
  await new Promise(setImmediate);
}

describe('Gateway under any sequence of commands', () => {
  let running: RunningGateway;

  afterEach(async () => running[Symbol.asyncDispose]());

  it.each([1, 2, 3, 4, 5])(
    'gives back all it took and audits a stop for every start (seed %d)',
    async seed => {
      const roll = dice(seed);
      running = await startGateway({
        settings: { commandsPerSecond: 10_000, heartbeatMs: FOREVER_MS },
      });
      running.access.deny = ({ wants }) =>
        wants === 'records' && roll(3) === 0
          ? 'realtime.stream.forbidden'
          : undefined;
      const viewer = await running.viewer();
      for (let i = 0; i < COMMANDS; i++) {
        viewer.send(anyCommand(roll));
        if (roll(20) === 0) running.clock.advance(60_000);
        if (roll(10) === 0) await settle(viewer);
        expect(running.gateway.stats().streamsOpen).toBeLessThanOrEqual(3);
      }
      await settle(viewer);
      expect(running.gateway.stats().streamsOpen).toBe(running.hub.open.length);
      viewer.ws.close();
      await viewer.closed;
      await running.gateway.stop();
      const kinds = running.audit.map(({ kind }) => kind);
      const starts = kinds.filter(kind => kind === 'started').length;
      const stops = kinds.filter(kind => kind === 'stopped').length;
      expect(starts).toBeGreaterThan(10);
      expect(stops).toBe(starts);
      expect(running.hub.open).toEqual([]);
      expect(running.gateway.stats()).toMatchObject({
        streamsOpen: 0,
        connectionsOpen: 0,
      });
      expect(running.clock.pending).toBe(0);
    },
  );
});
