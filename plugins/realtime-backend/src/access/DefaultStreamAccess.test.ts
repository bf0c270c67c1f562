import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { readSettings } from '../config/readSettings';
import { DefaultStreamAccess } from './DefaultStreamAccess';
import type { StreamRequest } from './StreamAccess';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'ping-pong',
    namespace: 'default',
    annotations: {
      'backstage-realtime.io/kafka-topics':
        'local/pong_topic, local/secret_topic, quiet/pong_topic, gone/pong_topic, nonsense',
      'backstage-realtime.io/websocket': 'ping-pong',
    },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-realtime' }],
};

const REF = 'component:default/ping-pong';

const settings = readSettings(
  new ConfigReader({
    realtime: {
      kafka: {
        clusters: {
          local: { brokers: ['h:1'], records: { enabled: true } },
          quiet: { brokers: ['h:1'] },
        },
      },
      websocket: {
        endpoints: {
          'ping-pong': { url: 'ws://h', records: { enabled: true } },
        },
      },
      access: {
        allow: [
          {
            name: 'team',
            topics: ['pong_topic', 'ping-pong'],
            owners: ['group:default/team-realtime'],
          },
        ],
      },
      masking: {
        policies: [{ name: 'pii', topics: ['pong_*'], paths: ['clientIp'] }],
      },
    },
  }),
);

function accessWith(...denied: string[]) {
  const catalog = catalogServiceMock({ entities: [entity] });
  return accessOver(catalog, denied).access;
}

function accessOver(catalog: CatalogService, denied: string[] = []) {
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result: denied.includes(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
  });
  const access = DefaultStreamAccess.create({ settings, catalog, permissions });
  return { access, authorize: permissions.authorize };
}

function ask(change: Partial<StreamRequest> = {}): StreamRequest {
  return {
    entityRef: REF,
    stream: 'kafka:local/pong_topic',
    wants: 'records',
    unmask: false,
    ...change,
  };
}

const credentials = mockCredentials.user();

describe('DefaultStreamAccess', () => {
  it('grants records under the mask that covers the topic', async () => {
    const decision = await accessWith().authorise(ask(), credentials);
    expect(decision).toMatchObject({
      ok: true,
      grant: {
        key: 'kafka:local/pong_topic',
        userRef: 'user:default/mock',
        mask: { policy: 'pii' },
      },
    });
  });

  it('asks the catalog and the permissions at the same time', async () => {
    const catalog = catalogServiceMock.mock();
    const { access, authorize } = accessOver(catalog);
    let answer = (_entity: Entity) => {};
    catalog.getEntityByRef.mockReturnValue(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    const deciding = access.authorise(ask(), credentials);
    expect(authorize).toHaveBeenCalled();
    answer(entity);
    expect(await deciding).toMatchObject({ ok: true });
  });

  it('takes the mask away only on request and by right', async () => {
    const decision = await accessWith().authorise(
      ask({ unmask: true }),
      credentials,
    );
    expect(decision).toMatchObject({ ok: true, grant: { mask: undefined } });
    await expect(
      accessWith('realtime.record.unmask').authorise(
        ask({ unmask: true }),
        credentials,
      ),
    ).resolves.toMatchObject({ ok: false, code: 'realtime.stream.forbidden' });
  });

  it.each([
    [
      'an entity that is not there',
      { entityRef: 'component:default/nobody' },
      [],
      'realtime.entity.not-found',
    ],
    [
      'a stream the entity does not declare',
      { stream: 'kafka:local/other' },
      [],
      'realtime.stream.not-declared',
    ],
    [
      'a topic no rule allows',
      { stream: 'kafka:local/secret_topic' },
      [],
      'realtime.stream.not-allowed',
    ],
    [
      'a cluster app-config does not know',
      { stream: 'kafka:gone/pong_topic' },
      [],
      'realtime.stream.not-configured',
    ],
    [
      'records of a cluster where they are off',
      { stream: 'kafka:quiet/pong_topic' },
      [],
      'realtime.stream.records-off',
    ],
    [
      'a caller without the topic permission',
      {},
      ['realtime.topic.read'],
      'realtime.stream.forbidden',
    ],
    [
      'a caller without the record permission',
      {},
      ['realtime.record.read'],
      'realtime.stream.forbidden',
    ],
  ])('refuses %s', async (_, change, denied, code) => {
    const decision = await accessWith(...denied).authorise(
      ask(change),
      credentials,
    );
    expect(decision).toMatchObject({ ok: false, code });
  });

  it('grants counts where records are off or not permitted', async () => {
    const access = accessWith('realtime.record.read');
    const quiet = ask({ stream: 'kafka:quiet/pong_topic', wants: 'counts' });
    await expect(access.authorise(quiet, credentials)).resolves.toMatchObject({
      ok: true,
    });
  });

  it('lists each stream with what the caller may do and names the malformed part', async () => {
    const listing = await accessWith('realtime.record.unmask').list(
      REF,
      credentials,
    );
    expect(listing?.problems).toEqual([
      expect.objectContaining({
        annotation: 'backstage-realtime.io/kafka-topics',
        part: 'nonsense',
      }),
    ]);
    expect(
      listing?.streams.map(stream => [
        stream.stream,
        stream.refusal?.code,
        stream.recordsRefusal?.code,
      ]),
    ).toEqual([
      ['kafka:local/pong_topic', undefined, undefined],
      ['kafka:local/secret_topic', 'realtime.stream.not-allowed', undefined],
      ['kafka:quiet/pong_topic', undefined, 'realtime.stream.records-off'],
      ['kafka:gone/pong_topic', 'realtime.stream.not-configured', undefined],
      ['websocket:ping-pong', undefined, undefined],
    ]);
    expect(listing?.streams[0]).toMatchObject({
      canReadRecords: true,
      canUnmask: false,
      mask: { policy: 'pii' },
    });
  });

  it('knows nothing of an entity the caller may not see', async () => {
    await expect(
      accessWith().list('component:default/nobody', credentials),
    ).resolves.toBeUndefined();
  });
});
