import { claim, onCluster, refOf } from '../testUtils/onCluster';
import { textsBelow } from '../testUtils/textsBelow';

const topics = [{ name: 'ping_topic' }];

/** An input of each action that speaks to a cluster. */
const inputs: Record<string, object> = {
  'manifest:apply': { manifests: [claim('a')] },
  'topic:create': { kafkaCluster: 'main', topics },
  'claim:await': { claimRef: refOf('a'), timeoutSeconds: 0.2 },
  cleanup: { confirm: true },
};

const IDS = Object.keys(inputs);

describe('a cluster that is asked as the user', () => {
  jest.setTimeout(60_000);
  const { at, run, names } = onCluster();
  const tokens = () => at.portal.kubernetes.api.tokens;
  const runAs = (id: string, token?: string, options = {}, more = {}) =>
    run(
      id,
      { ...inputs[id], kubernetesCluster: 'personal', token, ...more },
      { secrets: { KUBERNETES_TOKEN: token ?? '' }, ...options },
    );

  it.each(IDS)('%s does nothing without a token of the user', async id => {
    for (const isDryRun of [true, false])
      await expect(runAs(id, undefined, { isDryRun })).rejects.toMatchObject({
        code: 'realtime.kubernetes.user-token-needed',
        message: expect.stringContaining('secrets.KUBERNETES_TOKEN'),
      });
    expect(await names()).toEqual([]);
  });

  it.each(['manifest:apply', 'topic:create'])(
    '%s creates with the rights of the user and no others',
    async id => {
      for (const token of [tokens().powerless, tokens().readOnly])
        await expect(runAs(id, token)).rejects.toMatchObject({
          code: 'realtime.kubernetes.forbidden',
        });
      expect(await names()).toEqual([]);
      await runAs(id, tokens().admin);
      expect(await names()).toHaveLength(1);
    },
  );

  it('claim:await reads with the rights of the user', async () => {
    await runAs('manifest:apply', tokens().admin);
    await expect(runAs('claim:await', tokens().readOnly)).rejects.toMatchObject(
      { code: 'realtime.claim.not-ready' },
    );
    // A refusal ends the wait; the time is what a busy machine may need for it.
    const patient = { timeoutSeconds: 30 };
    await expect(
      runAs('claim:await', tokens().powerless, {}, patient),
    ).rejects.toMatchObject({ code: 'realtime.kubernetes.forbidden' });
  });

  it('cleanup removes with the rights of the user', async () => {
    await runAs('manifest:apply', tokens().admin);
    await expect(runAs('cleanup', tokens().readOnly)).rejects.toMatchObject({
      code: 'realtime.kubernetes.forbidden',
    });
    expect(await names()).toHaveLength(1);
    await runAs('cleanup', tokens().admin);
    expect(await names()).toEqual([]);
  });

  it.each(IDS)('%s keeps the token nowhere', async id => {
    const { admin, powerless } = tokens();
    const outcomes = [
      await runAs(id, powerless).catch(String),
      await runAs(id, 'sha256~canary').catch(String),
      await runAs(id, admin).catch(String),
    ];
    const everywhere = [
      JSON.stringify(outcomes),
      ...at.task.logs,
      ...at.task.checkpoints.keys(),
      ...at.task.checkpoints.values(),
      ...(await textsBelow(at.task.workspacePath)),
    ].join('\n');
    for (const token of [admin, powerless, 'sha256~canary'])
      expect(everywhere).not.toContain(token);
  });
});

describe('a cluster with a credential of the portal', () => {
  jest.setTimeout(60_000);
  const { at, run, names } = onCluster();

  it('is asked as the user all the same when a token came', async () => {
    const { readOnly } = at.portal.kubernetes.api.tokens;
    await expect(
      run('manifest:apply', { ...inputs['manifest:apply'], token: readOnly }),
    ).rejects.toMatchObject({ code: 'realtime.kubernetes.forbidden' });
    expect(await names()).toEqual([]);
  });
});
