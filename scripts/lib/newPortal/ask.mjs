/** Time of one answer. */
const ANSWER_MS = 10_000;

/** One of the module for templates, one of the actions registry. */
const ACTIONS = ['realtime:claim:build', 'realtime:topic-health'];

/**
 * Asks a portal that followed docs/install.md what a person would see.
 * @param {string} url of its backend
 * @returns {Promise<string[]>} what is missing, one sentence each
 */
export async function askPortal(url) {
  const { backstageIdentity } = await ask(`${url}/api/auth/guest/refresh`);
  const headers = { authorization: `Bearer ${backstageIdentity.token}` };
  const actions = await ask(`${url}/api/scaffolder/v2/actions`, headers);
  const options = await ask(`${url}/api/realtime/v1/create/options`, headers);
  const page = await ask(url);
  return [
    [ACTIONS.every(it => actions.some(({ id }) => id === it)), 'no actions'],
    [options.kafkaClusters?.includes('prod-eu1'), 'not the Kafka cluster'],
    [page.includes('<script'), 'no page'],
  ].flatMap(([isThere, what]) =>
    isThere ? [] : [`The portal has ${what} of docs/install.md`],
  );
}

/** The answer, read as what it says it is. Throws for any but 200. */
async function ask(url, headers) {
  const response = await fetch(url, {
    headers: { 'x-requested-with': 'XMLHttpRequest', ...headers },
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (!response.ok) {
    throw new Error(`${new URL(url).pathname} answers ${response.status}`);
  }
  const isJson = response.headers.get('content-type')?.includes('json');
  return isJson ? response.json() : response.text();
}
