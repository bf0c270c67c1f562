import type { UpgradeServer } from './UpgradeRouter';

const servers = new Set<UpgradeServer>();
const seekers = new Set<(server: UpgradeServer) => void>();

/**
 * Tells the gateway about the HTTP server, for hosts that would rather say so
 * than have it found: call it in `configure` of the root HTTP router service.
 * May be called before or after the plugin starts.
 *
 * @public
 */
export function provideRealtimeServer(server: UpgradeServer): void {
  servers.add(server);
  server.once('close', () => servers.delete(server));
  for (const seeker of seekers) seeker(server);
}

/** Servers provided so far and from now on; the answer stops it. */
export function onProvidedServer(
  seeker: (server: UpgradeServer) => void,
): () => void {
  seekers.add(seeker);
  for (const server of servers) seeker(server);
  return () => seekers.delete(seeker);
}
