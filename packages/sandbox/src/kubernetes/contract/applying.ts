import type { Json, JsonObject } from '../model/json';
import { aPipeline, API_VERSION } from './pipelineKind';
import { metaOf, versionOf, type Subject } from './Subject';

const US = 'fieldManager=portal';
const THEM = 'fieldManager=kubectl';

/** Server-side apply: conflicts, dry runs, what is refused. */
export function applyingContract(the: () => Subject): void {
  const apply = (name: string, own: JsonObject, query = US) =>
    the().admin.apply(the().path(name), aPipeline(name, own), query);

  it('changes nothing, not even the version, when applied again', async () => {
    const name = the().name();
    const first = await apply(name, { replicas: 2 });
    const second = await apply(name, { replicas: 2 });
    expect(second.code).toBe(200);
    expect(second.body).toEqual(first.body);
  });

  it('names field and manager in a conflict', async () => {
    const name = the().name();
    await apply(name, { replicas: 2 }, THEM);
    const { body, code } = await the().admin.apply(
      the().path(name),
      aPipeline(name, { replicas: 3 }),
      US,
    );
    expect(code).toBe(409);
    expect(body).toMatchObject({
      kind: 'Status',
      reason: 'Conflict',
      message:
        'Apply failed with 1 conflict: conflict with "kubectl": .spec.replicas',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "kubectl"',
            field: '.spec.replicas',
          },
        ],
      },
    });
    expect((await the().admin.get(the().path(name))).body).toMatchObject({
      spec: { replicas: 2 },
    });
  });

  it('lists all conflicts, those in lists by key', async () => {
    const name = the().name();
    const steps = (weight: number) => [{ name: 'one', weight }];
    await apply(name, { replicas: 2, steps: steps(1) }, THEM);
    const { body } = await apply(name, { replicas: 3, steps: steps(2) });
    expect(body.message).toBe(
      'Apply failed with 2 conflicts: conflicts with "kubectl":\n' +
        '- .spec.replicas\n- .spec.steps[name="one"].weight',
    );
  });

  it('conflicts with who patched a field, naming the version', async () => {
    const name = the().name();
    await apply(name, { replicas: 2 });
    await the().admin.patch(
      `${the().path(name)}?fieldManager=scaler`,
      'merge-patch+json',
      { spec: { replicas: 4 } },
    );
    const { body } = await apply(name, { replicas: 2 });
    expect(body.message).toBe(
      'Apply failed with 1 conflict: conflict with "scaler" using contract.example.org/v1: .spec.replicas',
    );
  });

  it('does not write in a dry run, but answers as if', async () => {
    const name = the().name();
    const missing = await apply(name, {}, `${US}&dryRun=All`);
    expect(missing.code).toBe(201);
    expect((await the().admin.get(the().path(name))).code).toBe(404);
    const { body: live } = await apply(name, { replicas: 2 });
    const dry = await apply(name, { replicas: 3 }, `${US}&dryRun=All`);
    expect(dry.body.spec).toMatchObject({ replicas: 3 });
    expect(metaOf(dry.body).generation).toBe(2);
    const after = await the().admin.get(the().path(name));
    expect(versionOf(after.body)).toBe(versionOf(live));
  });

  it('needs a field manager', async () => {
    const name = the().name();
    const answer = await the().admin.patch(
      the().path(name),
      'apply-patch+yaml',
      aPipeline(name),
    );
    expect(answer).toMatchObject({
      code: 422,
      body: {
        reason: 'Invalid',
        message:
          'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
      },
    });
  });

  const untyped: [string, JsonObject, string][] = [
    [
      'an undeclared field',
      { webSocket: true },
      '.spec.webSocket: field not declared in schema',
    ],
    [
      'a text for a boolean',
      { websocket: 'yes' },
      '.spec.websocket: expected boolean, got &{yes}',
    ],
    [
      'a number for a text',
      { name: 7 },
      '.spec.name: expected string, got &value.valueUnstructured{Value:7}',
    ],
    [
      'a text for a number',
      { replicas: 'two' },
      '.spec.replicas: expected numeric (int or float), got string',
    ],
    [
      'a text for a list',
      { topics: 'a' },
      '.spec.topics: expected list, got &{a}',
    ],
  ];

  it.each(untyped)('answers %s with 500 and no reason', async (_, own, why) => {
    const name = the().name();
    const { code, body } = await apply(
      name,
      own,
      `${US}&fieldValidation=Strict`,
    );
    expect(code).toBe(500);
    expect(body.reason).toBeUndefined();
    expect(body.message).toBe(
      `failed to create typed patch object (/${name}; ${API_VERSION}, Kind=Pipeline): ${why}`,
    );
  });

  it('answers a value out of bounds with 422 and the field', async () => {
    const { code, body } = await apply(the().name(), { replicas: 6 });
    expect(code).toBe(422);
    expect(body).toMatchObject({
      reason: 'Invalid',
      details: { causes: [{ field: 'spec.replicas' }] },
    });
  });

  it('merges config maps by key', async () => {
    const name = the().name('cm');
    const path = the().corePath('configmaps', name);
    const map = (data: Json) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      data,
    });
    await the().admin.apply(path, map({ a: '1' }), THEM);
    const { body } = await the().admin.apply(path, map({ b: '2' }), US);
    expect(body.data).toEqual({ a: '1', b: '2' });
    const taken = await the().admin.apply(path, map({ a: '9' }), US);
    expect(taken.body.message).toBe(
      'Apply failed with 1 conflict: conflict with "kubectl": .data.a',
    );
  });
}
