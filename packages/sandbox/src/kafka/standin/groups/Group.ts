import { randomUUID } from 'node:crypto';
import { KAFKA_ERROR } from '../wire/errorCodes';

export interface JoinRequest {
  memberId: string;
  clientId: string;
  clientHost: string;
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  protocolType: string;
  protocols: { name: string; metadata: Buffer }[];
}

export interface JoinAnswer {
  errorCode: number;
  generation: number;
  protocol: string;
  leaderId: string;
  memberId: string;
  /** Filled for the leader only. */
  members: { memberId: string; metadata: Buffer }[];
}

export interface SyncAnswer {
  errorCode: number;
  assignment: Buffer;
}

export interface CommittedOffset {
  offset: number;
  metadata: string | null;
}

interface Member extends JoinRequest {
  assignment: Buffer;
  expiry?: NodeJS.Timeout;
  answerJoin?: (answer: JoinAnswer) => void;
  answerSync?: (answer: SyncAnswer) => void;
}

const NOTHING = Buffer.alloc(0);

/**
 * One consumer group of the classic protocol. A join or a leave starts a
 * rebalance; it is complete as soon as every known member has joined again, or
 * when the longest rebalance timeout is over: who is missing then is out. The
 * leader's SyncGroup hands out the assignments. A member that is silent for
 * its session timeout is removed.
 */
export class Group {
  readonly id: string;
  protocolType = '';
  protocol = '';
  state = 'Empty';
  generation = 0;
  readonly offsets = new Map<string, Map<number, CommittedOffset>>();
  readonly #members = new Map<string, Member>();
  #rebalance?: NodeJS.Timeout;

  constructor(id: string) {
    this.id = id;
  }

  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  join(request: JoinRequest): Promise<JoinAnswer> {
    if (request.memberId && !this.#members.has(request.memberId)) {
      return Promise.resolve(refusedJoin(request, KAFKA_ERROR.unknownMemberId));
    }
    const memberId =
      request.memberId || `${request.clientId || 'member'}-${randomUUID()}`;
    const known = this.#members.get(memberId);
    const member = { ...request, memberId, assignment: NOTHING };
    clearTimeout(known?.expiry);
    this.#members.set(memberId, member);
    this.protocolType = request.protocolType;
    return new Promise(resolve => {
      this.#members.get(memberId)!.answerJoin = resolve;
      this.#startRebalance();
      this.#completeJoinIfAllAreHere();
    });
  }

  sync(
    memberId: string,
    generation: number,
    assignments: { memberId: string; assignment: Buffer }[],
  ): Promise<SyncAnswer> {
    const errorCode = this.check(memberId, generation);
    const member = this.#members.get(memberId);
    if (errorCode !== KAFKA_ERROR.none || !member) {
      return Promise.resolve({ errorCode, assignment: NOTHING });
    }
    for (const { memberId: to, assignment } of assignments) {
      const receiver = this.#members.get(to);
      if (receiver) {
        receiver.assignment = Buffer.from(assignment);
      }
    }
    return new Promise(resolve => {
      member.answerSync = resolve;
      if (assignments.length > 0) {
        this.state = 'Stable';
      }
      this.#answerSyncs();
    });
  }

  /** Error code for a heartbeat or a commit; touches the member's session. */
  check(memberId: string, generation: number): number {
    const member = this.#members.get(memberId);
    if (!member) {
      return KAFKA_ERROR.unknownMemberId;
    }
    this.#touch(member);
    if (this.state === 'PreparingRebalance') {
      return KAFKA_ERROR.rebalanceInProgress;
    }
    return generation === this.generation
      ? KAFKA_ERROR.none
      : KAFKA_ERROR.illegalGeneration;
  }

  leave(memberId: string): number {
    const member = this.#members.get(memberId);
    if (!member) {
      return KAFKA_ERROR.unknownMemberId;
    }
    this.#remove(member);
    this.#afterRemoval();
    return KAFKA_ERROR.none;
  }

  commit(topic: string, partition: number, committed: CommittedOffset): void {
    const ofTopic = this.offsets.get(topic) ?? new Map();
    ofTopic.set(partition, committed);
    this.offsets.set(topic, ofTopic);
  }

  /** Ends timers and turns waiting members away. */
  dispose(): void {
    clearTimeout(this.#rebalance);
    this.members.forEach(member => this.#remove(member));
    this.state = 'Dead';
  }

  #startRebalance(): void {
    if (this.state === 'PreparingRebalance') {
      return;
    }
    this.state = 'PreparingRebalance';
    for (const member of this.#members.values()) {
      refuseSync(member, KAFKA_ERROR.rebalanceInProgress);
    }
    const waits = this.members.map(member => member.rebalanceTimeoutMs);
    clearTimeout(this.#rebalance);
    this.#rebalance = setTimeout(
      () => this.#dropLateMembers(),
      Math.max(...waits),
    ).unref();
  }

  #dropLateMembers(): void {
    const late = this.members.filter(member => !member.answerJoin);
    late.forEach(member => this.#remove(member));
    this.#completeJoinIfAllAreHere();
  }

  #completeJoinIfAllAreHere(): void {
    const { members } = this;
    if (members.length === 0) {
      this.state = 'Empty';
      return;
    }
    if (members.some(member => !member.answerJoin)) {
      return;
    }
    clearTimeout(this.#rebalance);
    this.generation += 1;
    this.state = 'CompletingRebalance';
    this.protocol = chooseProtocol(members);
    members.forEach(member => this.#answerJoin(member, members));
  }

  #answerJoin(member: Member, members: readonly Member[]): void {
    const leaderId = members[0].memberId;
    this.#touch(member);
    member.answerJoin?.({
      errorCode: KAFKA_ERROR.none,
      generation: this.generation,
      protocol: this.protocol,
      leaderId,
      memberId: member.memberId,
      members:
        member.memberId === leaderId
          ? members.map(each => toListed(each, this.protocol))
          : [],
    });
    member.answerJoin = undefined;
  }

  #answerSyncs(): void {
    if (this.state !== 'Stable') {
      return;
    }
    for (const member of this.#members.values()) {
      const { assignment } = member;
      member.answerSync?.({ errorCode: KAFKA_ERROR.none, assignment });
      member.answerSync = undefined;
    }
  }

  #touch(member: Member): void {
    clearTimeout(member.expiry);
    member.expiry = setTimeout(
      () => this.leave(member.memberId),
      member.sessionTimeoutMs,
    ).unref();
  }

  #remove(member: Member): void {
    clearTimeout(member.expiry);
    this.#members.delete(member.memberId);
    member.answerJoin?.(refusedJoin(member, KAFKA_ERROR.unknownMemberId));
    refuseSync(member, KAFKA_ERROR.unknownMemberId);
  }

  #afterRemoval(): void {
    if (this.#members.size === 0) {
      clearTimeout(this.#rebalance);
      this.state = 'Empty';
      return;
    }
    this.#startRebalance();
    this.#completeJoinIfAllAreHere();
  }
}

function chooseProtocol(members: readonly Member[]): string {
  const [first, ...others] = members;
  const shared = first.protocols.find(({ name }) =>
    others.every(other => other.protocols.some(each => each.name === name)),
  );
  return shared?.name ?? '';
}

function toListed(member: Member, protocol: string) {
  const chosen = member.protocols.find(({ name }) => name === protocol);
  return {
    memberId: member.memberId,
    metadata: chosen?.metadata ?? NOTHING,
  };
}

function refusedJoin(
  { memberId }: { memberId: string },
  errorCode: number,
): JoinAnswer {
  const nobody = { generation: -1, protocol: '', leaderId: '', members: [] };
  return { errorCode, memberId, ...nobody };
}

function refuseSync(member: Member, errorCode: number): void {
  member.answerSync?.({ errorCode, assignment: NOTHING });
  member.answerSync = undefined;
}
