import {
  parseStreamResourceRef,
  realtimeClaimPermissions,
  realtimePermissions,
  toStreamResourceRef,
} from './permissions';

describe('stream resource refs', () => {
  it('read back, also when the topic filter holds a hash', () => {
    const ref = toStreamResourceRef('component:default/a', 'mqtt:local/a/#');
    expect(parseStreamResourceRef(ref)).toEqual({
      entityRef: 'component:default/a',
      streamKey: 'mqtt:local/a/#',
    });
  });

  it.each(['', 'nothing', '#kafka:a/b'])('do not read from "%s"', text =>
    expect(parseStreamResourceRef(text)).toBeUndefined(),
  );
});

describe('permissions', () => {
  it('of templates are about no stream', () => {
    expect(
      realtimeClaimPermissions.map(({ name, type }) => [name, type]),
    ).toEqual([
      ['realtime.claim.create', 'basic'],
      ['realtime.claim.read', 'basic'],
      ['realtime.claim.delete', 'basic'],
    ]);
  });

  it('of streams are all about one stream', () => {
    expect(
      realtimePermissions.map(({ name, resourceType }) => [name, resourceType]),
    ).toEqual([
      ['realtime.topic.read', 'realtime-stream'],
      ['realtime.record.read', 'realtime-stream'],
      ['realtime.record.unmask', 'realtime-stream'],
    ]);
  });
});
