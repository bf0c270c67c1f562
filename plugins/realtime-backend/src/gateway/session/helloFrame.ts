import type { HelloFrame } from '@backstage-realtime/plugin-realtime-common';
import type { SessionServices } from './SessionServices';

/**
 * What a viewer needs to know about its session. Sent first, and again after a
 * renewal with the new end. `expiresAtMs` is the earlier of sign-in and lifetime.
 */
export function helloFrame(
  viewer: string,
  expiresAtMs: number,
  { clock, settings }: Pick<SessionServices, 'clock' | 'settings'>,
): HelloFrame {
  const { gateway, hub } = settings;
  return {
    type: 'hello',
    protocol: 1,
    viewer,
    heartbeatMs: gateway.heartbeatMs,
    expiresAtMs,
    serverTimeMs: clock.now(),
    limits: {
      streamsPerUser: gateway.streamsPerUser,
      streamsPerEntity: gateway.streamsPerEntity,
      streamsPerProcess: gateway.streamsPerProcess,
      unackedBatches: hub.unackedBatches,
      ringBytes: hub.ringBytes,
      ringMs: hub.ringMs,
      idleMs: gateway.idleMs,
    },
  };
}
