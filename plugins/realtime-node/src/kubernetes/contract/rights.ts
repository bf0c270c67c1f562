import { toManifestRef } from '@backstage-realtime/plugin-realtime-common';
import { clustersOf } from '../../testUtils/startKubernetes';
import { claimOf, type Subject } from './Subject';

/** Whose rights count, and what a refusal never shows. */
export function rightsContract(the: () => Subject): void {
  it('acts as the user with a token of the user, with the rights of that user', async () => {
    const { clusters, tokens } = the();
    const claim = claimOf('personal');
    const ref = toManifestRef(claim);
    const as = (token: string) => clusters.getFor('local', token);
    await as(tokens.admin).apply(claim);
    expect(await as(tokens.readOnly).get(ref)).toBeDefined();
    const forbidden = { code: 'realtime.kubernetes.forbidden' };
    await expect(as(tokens.readOnly).apply(claim)).rejects.toMatchObject(
      forbidden,
    );
    await expect(as(tokens.powerless).get(ref)).rejects.toMatchObject(
      forbidden,
    );
    await expect(as('unknown').get(ref)).rejects.toMatchObject(forbidden);
  });

  it.each([
    ['readOnly', 'forbidden'],
    ['powerless', 'forbidden'],
  ] as const)('refuses a credential that is %s', async (who, code) => {
    const { admin, tokens } = the();
    const credential = { serviceAccountToken: tokens[who] };
    const other = clustersOf({ local: { ...admin, ...credential } });
    await expect(
      other.get('local').apply(claimOf('forbidden')),
    ).rejects.toMatchObject({ code: `realtime.kubernetes.${code}` });
  });

  it('never shows address or token in an error', async () => {
    const { admin } = the();
    const canary = 'canary-token-5f1c';
    const wrong = [
      { ...admin, serviceAccountToken: canary },
      { ...admin, caData: undefined, serviceAccountToken: canary },
      { url: 'https://127.0.0.1:9', serviceAccountToken: canary },
    ];
    for (const settings of wrong) {
      const other = clustersOf({ local: settings }).get('local');
      const error = await other.apply(claimOf('a')).catch(each => each);
      expect(error.message).toContain('Kubernetes cluster local');
      expect(error.message).not.toContain(canary);
      expect(error.message).not.toMatch(/127\.0\.0\.1|https:/);
    }
  });
}
