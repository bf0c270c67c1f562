import { KAFKA_ERROR } from '../wire/errorCodes';
import { Group, type JoinRequest } from './Group';

const request = (memberId = ''): JoinRequest => ({
  memberId,
  clientId: 'c',
  clientHost: '/127.0.0.1',
  sessionTimeoutMs: 10_000,
  rebalanceTimeoutMs: 60_000,
  protocolType: 'consumer',
  protocols: [{ name: 'range', metadata: Buffer.from('m') }],
});

const assign = (memberId: string, text: string) => ({
  memberId,
  assignment: Buffer.from(text),
});

describe('Group', () => {
  let group: Group;

  beforeEach(() => {
    jest.useFakeTimers();
    group = new Group('g');
  });

  afterEach(() => {
    group.dispose();
    jest.useRealTimers();
  });

  const joinAlone = async () => {
    const joined = await group.join(request());
    const { memberId, generation } = joined;
    await group.sync(memberId, generation, [assign(memberId, 'all')]);
    return joined;
  };

  it('lets one member join, lead and receive its assignment', async () => {
    const joined = await group.join(request());
    const { leaderId, memberId } = joined;
    expect(joined).toMatchObject({ generation: 1, protocol: 'range' });
    expect(leaderId).toBe(memberId);
    const synced = await group.sync(memberId, 1, [assign(memberId, 'all')]);
    expect(synced.assignment.toString()).toBe('all');
    expect(group.state).toBe('Stable');
  });

  it('calls the members together when another one joins', async () => {
    const first = await joinAlone();
    const secondJoins = group.join(request());
    expect(group.check(first.memberId, first.generation)).toBe(
      KAFKA_ERROR.rebalanceInProgress,
    );
    const again = await group.join(request(first.memberId));
    const second = await secondJoins;
    expect(again.members).toHaveLength(2);
    expect(second.members).toEqual([]);
    const waits = group.sync(second.memberId, 2, []);
    await group.sync(first.memberId, 2, [
      assign(first.memberId, 'a'),
      assign(second.memberId, 'b'),
    ]);
    expect((await waits).assignment.toString()).toBe('b');
  });

  it('goes on without a member that does not come to the rebalance', async () => {
    const first = await joinAlone();
    const secondJoins = group.join(request());
    jest.advanceTimersByTime(60_000);
    const second = await secondJoins;
    expect(second.leaderId).toBe(second.memberId);
    expect(group.check(first.memberId, 1)).toBe(KAFKA_ERROR.unknownMemberId);
  });

  it('removes a silent member after its session timeout, not before', async () => {
    const { memberId, generation } = await joinAlone();
    jest.advanceTimersByTime(9_999);
    expect(group.check(memberId, generation)).toBe(KAFKA_ERROR.none);
    jest.advanceTimersByTime(9_999);
    expect(group.members).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(group).toMatchObject({ state: 'Empty', members: [] });
  });

  it('refuses an old generation and an unknown member', async () => {
    const { memberId } = await joinAlone();
    expect(group.check(memberId, 0)).toBe(KAFKA_ERROR.illegalGeneration);
    expect(group.check('nobody', 1)).toBe(KAFKA_ERROR.unknownMemberId);
    expect(await group.join(request('nobody'))).toMatchObject({
      errorCode: KAFKA_ERROR.unknownMemberId,
    });
  });
});
