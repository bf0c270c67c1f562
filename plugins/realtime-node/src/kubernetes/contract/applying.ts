import { toManifestRef } from '@backstage-realtime/plugin-realtime-common';
import { applyAs } from '../../testUtils/startKubernetes';
import { claimOf, type Subject } from './Subject';

/** What applying an object leaves, and what it refuses. */
export function applyingContract(the: () => Subject): void {
  it('has an object after it was applied, and the same one after it was applied again', async () => {
    const claim = claimOf('applied');
    const created = await the().client.apply(claim);
    const again = await the().client.apply(claim);
    expect(created.metadata.uid).toEqual(expect.any(String));
    expect(again.metadata).toMatchObject({
      uid: created.metadata.uid,
      resourceVersion: created.metadata.resourceVersion,
    });
    expect(await the().client.get(toManifestRef(claim))).toMatchObject({
      spec: claim.spec,
    });
  });

  it('has nothing after a dry run', async () => {
    const claim = claimOf('dry');
    await the().client.apply(claim, { isDryRun: true });
    expect(await the().client.get(toManifestRef(claim))).toBeUndefined();
  });

  it('names field and manager when another one owns it, and leaves it alone', async () => {
    const claim = claimOf('fought-over');
    await the().client.apply(claim);
    await applyAs(the(), 'kubectl', {
      ...claim,
      spec: { ...claim.spec, image: 'registry.example.org/a:2.0.0' },
    });
    await expect(the().client.apply(claim)).rejects.toMatchObject({
      code: 'realtime.kubernetes.conflict',
      message: expect.stringMatching(/\.spec\.image.*kubectl/),
    });
    expect(await the().client.get(toManifestRef(claim))).toMatchObject({
      spec: { image: 'registry.example.org/a:2.0.0' },
    });
  });

  it.each([
    ['a field nobody knows', { bogus: 1 }, 'bogus'],
    ['a value of the wrong type', { port: 'x' }, 'port'],
  ])('refuses %s by name', async (_what, spec, field) => {
    const claim = claimOf('wrong');
    const wrong = { ...claim, spec: { ...claim.spec, ...spec } };
    await expect(the().client.apply(wrong)).rejects.toMatchObject({
      code: 'realtime.kubernetes.refused',
      isRetriable: false,
      message: expect.stringContaining(field),
    });
  });

  it('tells what it would send, without the address', async () => {
    const ref = toManifestRef(claimOf('told'));
    expect(await the().client.describeApply(ref)).toBe(
      'PATCH /apis/platform.example.org/v1alpha1/namespaces/team-a/applicationclaims/told?fieldManager=backstage-realtime&fieldValidation=Strict',
    );
  });
}
