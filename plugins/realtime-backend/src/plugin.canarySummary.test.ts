import {
  applyChanges,
  type CanaryOverview,
} from '@backstage-realtime/plugin-realtime-common';
import { ENTITY } from './testUtils/names';
import type { Page } from './testUtils/Page';
import { statusesOf } from './testUtils/statusesOf';
import { useCanaryPlugin } from './testUtils/useCanaryPlugin';

const { startPlugin, putUpdate } = useCanaryPlugin();

const SUMMARIES = 'rollouts/summaries';
const NOBODY = 'component:default/nobody';

const watch = (page: Page) =>
  page.send({
    type: 'watch',
    sub: 1,
    state: 'canary-summary',
    entityRefs: [ENTITY, NOBODY],
  });

/** The newest overview of the page that is as it is waited for. */
async function overview(
  page: Page,
  isIt: (value: CanaryOverview) => boolean,
): Promise<CanaryOverview> {
  return page.until(() => {
    let value: unknown;
    for (const frame of page.of('state'))
      value = frame.changes ? applyChanges(value, frame.changes) : frame.value;
    return value && isIt(value as CanaryOverview)
      ? (value as CanaryOverview)
      : undefined;
  });
}

const phaseOf = ({ rows: [row] }: CanaryOverview) =>
  row?.worst?.progress.known && row.worst.progress.value.phase;

describe('rollouts of many entities', () => {
  it.each([
    [{ entityRefs: [ENTITY] }, 200],
    [{ entityRefs: [] }, 400],
    [{ entityRefs: [ENTITY], more: true }, 400],
  ])(
    'want a signed-in user, who asks with %j, and then answer',
    async (body, status) => {
      await putUpdate();
      const { server } = await startPlugin();
      expect(await statusesOf(server, 'post', SUMMARIES, body)).toEqual([
        401,
        403,
        status,
      ]);
    },
  );

  it('are told in one stream with one line each, first whole and then as changes', async () => {
    await putUpdate();
    const plugin = await startPlugin();
    const page = await plugin.page();
    watch(page);
    const first = await overview(page, value => phaseOf(value) === 'paused');
    expect(first.rows).toMatchObject([
      {
        entityRef: ENTITY,
        rolloutCount: 1,
        isAway: false,
        problemCount: 2,
        worst: {
          progress: { value: { stepIndex: 4, asked: { known: true } } },
        },
      },
    ]);
    expect(first.refused).toEqual([
      { entityRef: NOBODY, code: 'realtime.entity.not-found' },
    ]);
    const { body } = await plugin
      .post(SUMMARIES, { entityRefs: [ENTITY, NOBODY] })
      .expect(200);
    expect(body).toEqual({ ...first, evaluatedAtMs: expect.any(Number) });
    await putUpdate({ phase: 'Degraded', currentStepIndex: 0, abort: true });
    await overview(page, value => phaseOf(value) === 'degraded');
  });

  it('need realtime.rollout.read of each, and tell nothing of a refused one but that', async () => {
    await putUpdate();
    const plugin = await startPlugin({ denied: ['realtime.rollout.read'] });
    const page = await plugin.page();
    watch(page);
    const value = await overview(page, () => true);
    expect(value).toEqual({
      evaluatedAtMs: expect.any(Number),
      rows: [],
      refused: [
        { entityRef: ENTITY, code: 'realtime.rollout.forbidden' },
        { entityRef: NOBODY, code: 'realtime.entity.not-found' },
      ],
    });
    const { body } = await plugin
      .post(SUMMARIES, { entityRefs: [ENTITY, NOBODY] })
      .expect(200);
    expect(body.refused).toEqual(value.refused);
  });
});
