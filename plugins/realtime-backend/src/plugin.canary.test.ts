import {
  applyChanges,
  type CanaryState,
} from '@backstage-realtime/plugin-realtime-common';
import { ENTITY } from './testUtils/names';
import type { Page } from './testUtils/Page';
import { statusesOf } from './testUtils/statusesOf';
import { ROLLOUTS, useCanaryPlugin } from './testUtils/useCanaryPlugin';

const { startPlugin, putUpdate } = useCanaryPlugin();

const watch = (page: Page) =>
  page.send({ type: 'watch', sub: 1, state: 'rollout', entityRefs: [ENTITY] });

describe('rollouts of the plugin', () => {
  it('want a signed-in user and then answer', async () => {
    await putUpdate();
    const { server } = await startPlugin();
    expect(await statusesOf(server, 'get', ROLLOUTS)).toEqual([401, 403, 200]);
  });

  it('name what cannot be used, and ask no cluster about what no rule allows', async () => {
    await putUpdate();
    const { get } = await startPlugin();
    const { body } = await get(ROLLOUTS).expect(200);
    expect(body.rollouts).toHaveLength(1);
    expect(body.problems).toEqual([
      expect.stringContaining('cluster/namespace/name'),
      expect.stringContaining('realtime.access.allow'),
    ]);
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
  });

  it('are pushed whole first and then as changes', async () => {
    await putUpdate();
    const page = await (await startPlugin()).page();
    watch(page);
    const { value } = await page.frame('state');
    expect(value).toMatchObject({
      rollouts: [
        {
          rollout: {
            value: {
              phase: 'paused',
              headline: { sentence: 'canary.paused.manual' },
            },
          },
        },
      ],
    });
    await putUpdate({
      phase: 'Degraded',
      currentStepIndex: 0,
      abort: true,
      abortedAt: '2026-11-21T14:06:40Z',
      message: 'RolloutAborted: Rollout aborted update to revision 8',
    });
    let state = value as object;
    let seen = 1;
    await page.until(() => {
      for (const frame of page.of('state').slice(seen)) {
        state = frame.changes
          ? (applyChanges(state, frame.changes) as object)
          : (frame.value as object);
        seen += 1;
      }
      const [{ rollout }] = (state as CanaryState).rollouts;
      return (rollout.known && rollout.value.phase === 'degraded') || undefined;
    });
    expect(state).toMatchObject({
      rollouts: [
        {
          rollout: { value: { headline: { sentence: 'canary.aborted.hand' } } },
        },
      ],
    });
  });

  it('need realtime.rollout.read, over HTTP and over the socket, and no right to streams', async () => {
    await putUpdate();
    const refused = await startPlugin({ denied: ['realtime.rollout.read'] });
    const { body } = await refused.get(ROLLOUTS).expect(403);
    expect(body.error.message).toContain('realtime.rollout.read');
    const blind = await startPlugin({ denied: ['realtime.topic.read'] });
    const page = await blind.page();
    watch(page);
    await page.frame('state');
  });

  it('are watched of one entity at a time', async () => {
    const page = await (await startPlugin()).page();
    page.send({
      type: 'watch',
      sub: 1,
      state: 'rollout',
      entityRefs: [ENTITY, ENTITY],
    });
    expect(await page.frame('error')).toMatchObject({
      code: 'realtime.command.malformed',
    });
  });
});
