import { failure, success } from './testUtils/FakePrometheus';
import { failureOf, useClient } from './testUtils/useClient';

describe('PrometheusClient, where something is wrong,', () => {
  const { prometheus, client, answer } = useClient();

  it.each([
    [failure(400, 'bad_data', 'parse error'), 'bad-query', 'bad_data'],
    [failure(422, 'execution', 'too many samples'), 'bad-query', 'execution'],
    [failure(503, 'timeout', 'query timed out'), 'timeout', 'timeout'],
    [failure(500, 'internal', 'boom'), 'unavailable', 'internal'],
    [{ status: 401, body: 'secret' }, 'unauthenticated', undefined],
    [{ status: 403, body: 'RBAC: secret' }, 'forbidden', undefined],
    [{ status: 429, body: '' }, 'unavailable', undefined],
    [{ status: 502, body: '<html>' }, 'unavailable', undefined],
    [{ status: 503, body: '<html>' }, 'unavailable', undefined],
    [{ status: 504, body: '<html>' }, 'timeout', undefined],
    [{ body: '<!doctype html>' }, 'unreadable', undefined],
    [{ body: '{"status":"success","data":{"res' }, 'unreadable', undefined],
    [{ body: { status: 'success' } }, 'unreadable', undefined],
    [success({ resultType: 'magic', result: [] }), 'unreadable', undefined],
    [success({ resultType: 'vector', result: [{}] }), 'unreadable', undefined],
    [
      success({
        resultType: 'vector',
        result: [{ metric: {}, value: [1, 'many'] }],
      }),
      'unreadable',
      undefined,
    ],
  ])('tells apart what answer %# means', async (what, fault, errorType) => {
    answer(what);
    const error = await failureOf(client().query('up'));
    expect(error).toMatchObject({
      fault,
      errorType,
      code: `realtime.prometheus.${fault}`,
    });
    expect(error.missing.detail).toContain('Prometheus prod');
  });

  it('repeats what is wrong with a query, without addresses', async () => {
    answer(
      failure(
        422,
        'execution',
        'expanding series: rpc to 10.0.0.7:9095 at http://store.secret/x and [::1]:90 and store:9091 failed: lookup store.internal on x',
      ),
    );
    const { message } = await failureOf(client().query('up'));
    expect(message).toContain('expanding series: rpc to …');
    expect(message).not.toMatch(/10\.0|909|http|::1|internal/);
  });

  it('follows no redirect, so that a credential goes nowhere else', async () => {
    const headers = { location: `${prometheus().url}/elsewhere` };
    answer({ status: 302, headers, body: '' });
    const error = await failureOf(client().query('up'));
    expect(error.fault).toBe('unreadable');
    expect(prometheus().asked).toHaveLength(1);
  });

  it('ends an answer that is too long while it still comes', async () => {
    answer(response => {
      response.writeHead(200);
      response.write(' '.repeat(60_000));
      response.write(' '.repeat(60_000));
    });
    const error = await failureOf(client({ maxBytes: 100_000 }).query('up'));
    expect(error.fault).toBe('unreadable');
    expect(error.message).toContain('longer than 100000 bytes');
  });

  it('says that an answer was cut off', async () => {
    answer(response => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"status":', () => response.destroy());
    });
    const error = await failureOf(client().query('up'));
    expect(error.message).toContain('it was cut off');
  });

  it('waits no longer than its limit for a server that is silent', async () => {
    answer(undefined);
    const error = await failureOf(client({ timeoutMs: 50 }).query('up'));
    expect(error.fault).toBe('timeout');
    expect(error.isRetriable).toBe(true);
  });

  it('stops when nobody wants the answer any more', async () => {
    const leave = new AbortController();
    answer(() => leave.abort(new Error('left')));
    const work = client().query('up', { signal: leave.signal });
    await expect(work).rejects.toThrow('left');
  });

  it('asks so many questions at a time and the others after them', async () => {
    const held: Array<() => void> = [];
    answer(response => held.push(() => response.end('{"status":"success"}')));
    const asking = client();
    const work = Array.from({ length: 20 }, () => asking.buildInfo());
    while (prometheus().asked.length < 8) await turn();
    expect(held).toHaveLength(8);
    while (prometheus().asked.length < 20 || held.length > 0) {
      expect(held.length).toBeLessThanOrEqual(8);
      held.shift()?.();
      await turn();
    }
    expect(await Promise.all(work)).toHaveLength(20);
  });

  it('says why nothing answers', async () => {
    const asking = client();
    await prometheus().stop();
    const error = await failureOf(asking.query('up'));
    expect(error.fault).toBe('unreachable');
    expect(error.message).toContain('the connection is refused');
  });
});

/** Lets the event loop turn once, so that what came in is handled. */
async function turn(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
}
