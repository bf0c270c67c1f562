import { toManifestRef } from '@backstage-realtime/plugin-realtime-common';
import { claimOf, type Subject } from './Subject';

/** Removing and patching: what is meant, and nothing else. */
export function changingContract(the: () => Subject): void {
  it('removes the object that is meant, and no other of its name', async () => {
    const claim = claimOf('removed');
    const ref = toManifestRef(claim);
    const { uid = '' } = (await the().client.apply(claim)).metadata;
    expect(await the().client.remove(ref, { uid: 'of-another-one' })).toBe(
      false,
    );
    expect(await the().client.get(ref)).toBeDefined();
    expect(await the().client.remove(ref, { uid })).toBe(true);
    expect(await the().client.remove(ref, { uid })).toBe(false);
    expect(await the().client.get(ref)).toBeUndefined();
  });

  it('changes the fields of a merge patch and no others, and removes those that are null', async () => {
    const claim = claimOf('patched');
    const ref = toManifestRef(claim);
    const { spec } = await the().client.apply(claim);
    const body = { spec: { port: 1234 } };
    expect(await the().client.patch(ref, { body })).toMatchObject({
      spec: { ...(spec as object), port: 1234 },
    });
    await the().client.patch(ref, { body: { spec: { port: null } } });
    const { spec: after } = (await the().client.get(ref)) ?? {};
    expect(after).toEqual(spec);
  });

  it('changes the status apart from the rest', async () => {
    const claim = claimOf('with-status');
    const ref = toManifestRef(claim);
    await the().client.apply(claim);
    const body = { status: { conditions: [] }, spec: { port: 1234 } };
    await the().client.patch(ref, { subresource: 'status', body });
    expect(await the().client.get(ref)).toMatchObject({
      spec: claim.spec,
      status: { conditions: [] },
    });
  });

  it('changes only the version that is meant, and nothing that is gone', async () => {
    const claim = claimOf('versioned');
    const ref = toManifestRef(claim);
    const { resourceVersion } = (await the().client.apply(claim)).metadata;
    const patch = (port: number) =>
      the().client.patch(
        ref,
        { body: { spec: { port } } },
        { resourceVersion },
      );
    await patch(2001);
    await expect(patch(2002)).rejects.toMatchObject({
      code: 'realtime.kubernetes.conflict',
    });
    expect(await the().client.get(ref)).toMatchObject({ spec: { port: 2001 } });
    await expect(
      the().client.patch({ ...ref, name: 'nowhere' }, { body: { spec: {} } }),
    ).rejects.toMatchObject({ code: 'realtime.kubernetes.not-found' });
  });
}
