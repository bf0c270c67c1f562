import type { Command } from '@backstage-realtime/plugin-realtime-common';
import {
  startGateway,
  type RunningGateway,
  type StartOptions,
} from './startGateway';
import type { TestViewer } from './TestViewer';

/** Longer than any test: a heartbeat at this pace never comes. */
export const FOREVER_MS = 10 * 60 * 60_000;

/** What somebody may see who may not see persons. */
export const PERSONAL_MASK = {
  policy: 'personal',
  paths: ['user.email'],
  headers: ['authorization'],
  maskKey: true,
};

/** For the tests of one file: a gateway without heartbeats for each, started with its first viewer. */
export function useGateway() {
  const started: { gateway?: RunningGateway } = {};

  const running = (): RunningGateway => {
    if (!started.gateway) throw new Error('no viewer has been let in yet');
    return started.gateway;
  };

  afterEach(() => running()[Symbol.asyncDispose]());

  async function viewerOf(options: StartOptions = {}): Promise<TestViewer> {
    const settings = { heartbeatMs: FOREVER_MS, ...options.settings };
    started.gateway = await startGateway({ ...options, settings });
    return started.gateway.viewer();
  }

  /** A viewer whose subscription 1 is open. */
  async function live(
    options: StartOptions = {},
    more: Partial<Extract<Command, { type: 'subscribe' }>> = {},
  ): Promise<TestViewer> {
    const viewer = await viewerOf(options);
    viewer.subscribe(1, more);
    await viewer.next('subscribed');
    return viewer;
  }

  return { running, viewerOf, live };
}
