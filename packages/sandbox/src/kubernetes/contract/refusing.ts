import { objectAt } from '../model/json';
import { aPipeline, GROUP } from './pipelineKind';
import type { Subject } from './Subject';

/** Who may not, and what is not there or no object. */
export function refusingContract(the: () => Subject): void {
  it('does not answer without a token, or with a wrong one', async () => {
    for (const token of [null, 'wrong']) {
      const answer = await the().admin.get(the().path(), { token });
      expect(answer).toMatchObject({
        code: 401,
        body: {
          kind: 'Status',
          reason: 'Unauthorized',
          message: 'Unauthorized',
        },
      });
    }
  });

  it('lets the reader read and nothing else', async () => {
    expect((await the().reader.get(the().path())).code).toBe(200);
    const answer = await the().reader.post(the().path(), aPipeline('x'));
    expect(answer).toMatchObject({
      code: 403,
      body: {
        reason: 'Forbidden',
        message: `pipelines.${GROUP} is forbidden: User "sandbox-reader" cannot create resource "pipelines" in API group "${GROUP}" in the namespace "${the().namespace}"`,
        details: { group: GROUP, kind: 'pipelines' },
      },
    });
    const secrets = await the().reader.get(the().corePath('secrets'));
    expect(secrets.code).toBe(403);
  });

  it('names object and sub-resource in a refusal', async () => {
    const answer = await the().reader.patch(
      `${the().path('some')}/status`,
      'merge-patch+json',
      {},
    );
    expect(answer.body).toMatchObject({
      message: `pipelines.${GROUP} "some" is forbidden: User "sandbox-reader" cannot patch resource "pipelines/status" in API group "${GROUP}" in the namespace "${the().namespace}"`,
    });
  });

  it('lets who has no rights do nothing, and says at which scope', async () => {
    const answer = await the().nobody.get('/api/v1/namespaces');
    expect(answer).toMatchObject({
      code: 403,
      body: {
        message:
          'namespaces is forbidden: User "sandbox-nobody" cannot list resource "namespaces" in API group "" at the cluster scope',
      },
    });
  });

  it('creates nothing in a namespace that is not there', async () => {
    const path = `/apis/${GROUP}/v1/namespaces/nowhere/pipelines`;
    const created = await the().admin.post(path, aPipeline('x'));
    const applied = await the().admin.apply(
      `${path}/x`,
      aPipeline('x'),
      'fieldManager=portal',
    );
    for (const answer of [created, applied]) {
      expect(answer).toMatchObject({
        code: 404,
        body: {
          reason: 'NotFound',
          message: 'namespaces "nowhere" not found',
        },
      });
    }
  });

  it.each(['A_b', 'under_score', 'ends-', 'a'.repeat(254)])(
    'refuses the name %p',
    async name => {
      const answer = await the().admin.post(the().path(), {
        ...aPipeline('x'),
        metadata: { name },
      });
      expect(answer).toMatchObject({
        code: 422,
        body: {
          reason: 'Invalid',
          details: { causes: [{ field: 'metadata.name' }] },
        },
      });
    },
  );

  it('refuses a body that is no object', async () => {
    const name = the().name();
    await the().admin.post(the().path(), aPipeline(name));
    const path = the().path(name);
    const patch = await the().admin.patch(path, 'merge-patch+json', 'text');
    expect(patch).toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
    const post = await the().admin.post(the().path(), ['a list']);
    expect(post).toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
  });

  it('says 404 for a kind nobody defined, and names no object', async () => {
    const answer = await the().admin.get(
      `/apis/${GROUP}/v1/namespaces/default/unknowns`,
    );
    expect(answer.code).toBe(404);
    expect(objectAt(answer.body, 'details').name).toBeUndefined();
    const group = await the().admin.get('/apis/unknown.example.org/v1');
    expect(group.code).toBe(404);
  });

  it('has an empty list of a kind in a namespace that nobody made', async () => {
    const answer = await the().admin.get(
      `/apis/${GROUP}/v1/namespaces/nowhere/pipelines`,
    );
    expect(answer).toMatchObject({ code: 200, body: { items: [] } });
  });
}
