import { setTimeout } from 'node:timers/promises';

/** The catalog reads its files in the background; by then it has. */
const INGEST_MS = 60_000;
const POLL_MS = 250;

const ENTITY = 'component/default/ping-pong';

/** Path of the page on which records are seen. */
export const DEMO_PATH = '/catalog/default/component/ping-pong/messages';

/**
 * Waits until the demo entity is in the catalog, as the service owner sees it.
 * Returns false when the portal has no personas or no such entity in time:
 * a portal with a configuration of its own need not have them.
 */
export async function waitForDemoEntities(url) {
  const token = await signIn(url, 'owner');
  if (!token) return false;
  const until = Date.now() + INGEST_MS;
  while (Date.now() < until) {
    const response = await fetch(
      `${url}/api/catalog/entities/by-name/${ENTITY}`,
      {
        headers: { authorization: `Bearer ${token}` },
      },
    );
    await response.body?.cancel();
    if (response.ok) return true;
    await setTimeout(POLL_MS);
  }
  return false;
}

/** Token of a persona; undefined while its user is not in the catalog, or without personas. */
export async function signIn(url, persona) {
  const until = Date.now() + INGEST_MS;
  while (Date.now() < until) {
    const response = await fetch(`${url}/api/auth/personas/refresh`, {
      headers: { 'x-realtime-persona': persona },
    });
    const body = await response.json().catch(() => undefined);
    if (response.ok) return body.backstageIdentity.token;
    if (isNoPersonas(response, body)) return undefined;
    await setTimeout(POLL_MS);
  }
  return undefined;
}

function isNoPersonas(response, body) {
  return (
    response.status === 404 && /provider/i.test(body?.error?.message ?? '')
  );
}
