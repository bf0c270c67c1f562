import type { JsonObject } from '../model/json';
import { API_VERSION, aPipeline } from './pipelineKind';
import { managersOf, metaOf, type Subject } from './Subject';

const US = 'fieldManager=portal';
const THEM = 'fieldManager=kubectl';

/** Managed fields: who gets a field, who loses it, and when it goes. */
export function owningContract(the: () => Subject): void {
  const apply = (name: string, own: JsonObject, query = US) =>
    the().admin.apply(the().path(name), aPipeline(name, own), query);

  it('creates what is missing and says who set which field', async () => {
    const name = the().name();
    const { code, body } = await the().admin.apply(
      the().path(name),
      {
        ...aPipeline(name, {
          websocket: true,
          topics: ['ping', 'pong'],
          steps: [{ name: 'one', weight: 1 }],
          environment: { A: '1' },
          extra: { deep: { er: [1] }, empty: {} },
        }),
        metadata: { name, labels: { team: 'realtime' } },
      },
      US,
    );
    expect(code).toBe(201);
    expect(metaOf(body).managedFields).toEqual([
      {
        manager: 'portal',
        operation: 'Apply',
        apiVersion: API_VERSION,
        time: expect.stringMatching(/^\d{4}-.*T[\d:]{8}Z$/),
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:metadata': { 'f:labels': { 'f:team': {} } },
          'f:spec': {
            'f:name': {},
            'f:websocket': {},
            'f:environment': { 'f:A': {} },
            'f:extra': {
              'f:deep': { '.': {}, 'f:er': {} },
              'f:empty': {},
            },
            'f:steps': {
              'k:{"name":"one"}': { '.': {}, 'f:name': {}, 'f:weight': {} },
            },
            'f:topics': { 'v:"ping"': {}, 'v:"pong"': {} },
          },
        },
      },
    ]);
  });

  it('shares a field that both set to the same', async () => {
    const name = the().name();
    await apply(name, { replicas: 2 }, THEM);
    const { code, body } = await apply(name, { replicas: 2 });
    expect(code).toBe(200);
    const owner = { 'f:spec': { 'f:name': {}, 'f:replicas': {} } };
    expect(managersOf(body)).toEqual([
      ['kubectl', 'Apply', '', owner],
      ['portal', 'Apply', '', owner],
    ]);
  });

  it('takes fields from others when forced', async () => {
    const name = the().name();
    await apply(name, { replicas: 2, websocket: true }, THEM);
    const { code, body } = await apply(
      name,
      { replicas: 3 },
      `${US}&force=true`,
    );
    expect(code).toBe(200);
    expect(body.spec).toEqual({ name, replicas: 3, websocket: true });
    expect(managersOf(body)).toEqual([
      [
        'kubectl',
        'Apply',
        '',
        { 'f:spec': { 'f:name': {}, 'f:websocket': {} } },
      ],
      ['portal', 'Apply', '', { 'f:spec': { 'f:name': {}, 'f:replicas': {} } }],
    ]);
  });

  it('removes what it applied before and wants no more, and nothing of others', async () => {
    const name = the().name();
    await apply(name, {
      replicas: 2,
      topics: ['a', 'b'],
      environment: { MINE: '1', OURS: '2' },
      steps: [{ name: 'one', weight: 1 }, { name: 'two' }],
    });
    await apply(
      name,
      {
        topics: ['b', 'c'],
        environment: { OURS: '2', THEIRS: '3' },
        steps: [{ name: 'two' }, { name: 'three' }],
      },
      THEM,
    );
    const { body } = await apply(name, {});
    expect(body.spec).toEqual({
      name,
      websocket: false,
      topics: ['b', 'c'],
      environment: { OURS: '2', THEIRS: '3' },
      steps: [{ name: 'two' }, { name: 'three' }],
    });
  });

  it('puts the default back where it removes a field', async () => {
    const name = the().name();
    await apply(name, { websocket: true });
    const { body } = await apply(name, {});
    expect(body.spec).toEqual({ name, websocket: false });
  });

  it('records who created and who patched, new maps with all they hold', async () => {
    const name = the().name();
    await the().admin.post(
      `${the().path()}?fieldManager=creator`,
      aPipeline(name, { environment: { A: '1' }, topics: ['a'] }),
    );
    const { body } = await the().admin.patch(
      `${the().path(name)}?fieldManager=patcher`,
      'merge-patch+json',
      { spec: { replicas: 1, environment: { B: '2' } } },
    );
    expect(managersOf(body)).toEqual([
      [
        'creator',
        'Update',
        '',
        {
          'f:spec': {
            '.': {},
            'f:environment': { '.': {}, 'f:A': {} },
            'f:name': {},
            'f:topics': { '.': {}, 'v:"a"': {} },
            'f:websocket': {},
          },
        },
      ],
      [
        'patcher',
        'Update',
        '',
        { 'f:spec': { 'f:environment': { 'f:B': {} }, 'f:replicas': {} } },
      ],
    ]);
  });

  it('keeps the status to its sub-resource, conditions by type', async () => {
    const name = the().name();
    await apply(name, {});
    const status = {
      conditions: [{ type: 'Ready', status: 'False', message: 'Creating' }],
    };
    const { body } = await the().admin.apply(
      `${the().path(name)}/status`,
      { ...aPipeline(name), status },
      'fieldManager=platform',
    );
    expect(body.status).toEqual(status);
    expect(managersOf(body)).toContainEqual([
      'platform',
      'Apply',
      'status',
      {
        'f:status': {
          'f:conditions': {
            'k:{"type":"Ready"}': {
              '.': {},
              'f:message': {},
              'f:status': {},
              'f:type': {},
            },
          },
        },
      },
    ]);
    const again = await apply(name, { replicas: 1 });
    expect(again.body.status).toEqual(status);
  });
}
