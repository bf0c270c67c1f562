/** @jest-environment node */
import { HttpRefusal } from '../client/httpRefusal';
import { TestScheduler } from '../testUtils/TestScheduler';
import { RealtimeClient, type RealtimeClientOptions } from './RealtimeClient';

function clientOf(
  answer: () => Response,
  options: Partial<RealtimeClientOptions> = {},
) {
  const asked: Array<{ url: string; init?: RequestInit }> = [];
  const client = RealtimeClient.create({
    discoveryApi: { getBaseUrl: async () => 'http://localhost/api/realtime' },
    fetchApi: {
      fetch: async (input, init) => {
        asked.push({ url: String(input), init });
        return answer();
      },
    },
    scheduler: new TestScheduler(),
    ...options,
  });
  return { client, asked };
}

describe('reads of the realtime client', () => {
  it.each([
    ['component:default/ping-pong', 'component/default/ping-pong'],
    ['component:ping-pong', 'component/default/ping-pong'],
    ['api:team-a/pong.v1', 'api/team-a/pong.v1'],
  ])('asks for the streams of %s by its parts', async (ref, path) => {
    const { client, asked } = clientOf(() =>
      Response.json({ entityRef: ref, streams: [], problems: [] }),
    );
    expect(await client.listStreams(ref)).toMatchObject({ streams: [] });
    expect(asked[0].url).toBe(`plugin://realtime/v1/entities/${path}/streams`);
  });

  it.each([
    {
      status: 403,
      body: { error: { message: 'ask team-a' } },
      code: 'realtime.stream.forbidden',
      retry: false,
    },
    {
      status: 404,
      body: { error: { message: 'gone', code: 'realtime.record.not-found' } },
      code: 'realtime.record.not-found',
      retry: false,
    },
    {
      status: 429,
      body: { error: { message: '3 of 3' } },
      code: 'realtime.stream.over-budget',
      retry: true,
    },
    {
      status: 500,
      body: { error: { message: 'fault', code: 'no-such-code' } },
      code: 'realtime.internal',
      retry: true,
    },
  ])(
    'turns $status into a refusal with the message of the server',
    async ({ status, body, code, retry }) => {
      const { client } = clientOf(() => Response.json(body, { status }));
      const refusal = await client
        .inspect({
          entityRef: 'component:default/x',
          stream: 'kafka:a/b',
          partition: 0,
          offset: '1',
        })
        .catch(error => error);
      expect(refusal).toBeInstanceOf(HttpRefusal);
      expect(refusal).toMatchObject({
        status,
        code,
        isRetriable: retry,
        message: body.error.message,
      });
    },
  );

  it.each([
    '',
    '<html>bad gateway</html>',
    'null',
    '[]',
    '{"error":"text"}',
    '{"error":{"message":7}}',
  ])('says the status in words when the body is %j', async body => {
    const { client } = clientOf(
      () => new Response(body, { status: 502, statusText: 'Bad Gateway' }),
    );
    const refusal = await client
      .listStreams('component:default/x')
      .catch(error => error);
    expect(refusal.message).toBe(
      'The realtime backend answered 502 Bad Gateway; try again, then look into its log.',
    );
  });
});

describe('a stream that is announced', () => {
  const remembersSse = {
    getItem: () => 'sse',
    setItem: () => undefined,
    removeItem: () => undefined,
  };
  const hidden = new TestScheduler();
  hidden.setHidden(true);

  it.each([
    ['where sockets are blocked', { storage: remembersSse }],
    ['on a hidden page', { scheduler: hidden }],
  ])('asks the server for nothing %s', (_, options) => {
    const { client, asked } = clientOf(() => Response.json({}), options);
    client.prepare();
    expect(asked).toEqual([]);
  });
});

describe('a control of a rollout', () => {
  const request = {
    entityRef: 'component:default/pingpong-counter',
    rollout: 'prod-eu1/pingpong/pingpong-counter',
    action: 'abort',
    expects: 'uid/41/5',
  } as const;

  it('is sent with the state it was offered for, and answers what was sent', async () => {
    const patches = [{ subresource: 'status', body: { status: {} } }];
    const { client, asked } = clientOf(() => Response.json({ patches }));
    expect(await client.controlRollout(request)).toEqual({ patches });
    expect(asked[0].url).toBe('plugin://realtime/v1/rollouts/control');
    expect(asked[0].init?.method).toBe('POST');
    expect(JSON.parse(String(asked[0].init?.body))).toEqual(request);
  });

  it('is refused in the words of the server when the rollout moved on', async () => {
    const error = { message: 'The rollout moved on; look again.' };
    const { client } = clientOf(() =>
      Response.json({ error }, { status: 409 }),
    );
    const refusal = await client.controlRollout(request).catch(e => e);
    expect(refusal).toMatchObject({ status: 409, ...error });
  });
});
