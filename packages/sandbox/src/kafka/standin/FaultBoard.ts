import { BATCH, sealBatch } from './log/batchHeader';

/** Undoes one fault. Undoing twice is harmless. */
export type Undo = () => void;

/** How a batch is spoilt on its way out; the stored one stays whole. */
export type BatchDamage = 'truncated' | 'corrupt-crc' | 'unknown-codec';

const key = (topic: string, partition: number) => `${topic}/${partition}`;

/** Asked for each of ten thousand partitions, nearly always of an empty set. */
function isIn(
  faults: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  topic: string,
  partition: number,
): boolean {
  return faults.size > 0 && faults.has(key(topic, partition));
}

/**
 * Everything that may be made to go wrong in a stand-in, as switches the
 * handlers look at. Each switch returns its undo; `clear` undoes all of them.
 */
export class FaultBoard {
  /** Added to every answer, in ms. */
  responseDelayMs = 0;
  readonly #leaderless = new Set<string>();
  readonly #underReplicated = new Set<string>();
  readonly #denied = new Set<string>();
  readonly #deniedGroups = new Set<string>();
  readonly #silent = new Set<number>();
  readonly #slow = new Map<number, number>();
  #isClusterDenied = false;
  readonly #moved = new Map<string, number>();
  readonly #damaged = new Map<string, BatchDamage>();

  /** No broker leads the partition: error 5 in metadata, error 6 for requests. */
  leaderless(topic: string, partition: number): Undo {
    return addTo(this.#leaderless, key(topic, partition));
  }

  /** Only the leader is in sync. */
  underReplicated(topic: string, partition: number): Undo {
    return addTo(this.#underReplicated, key(topic, partition));
  }

  /** Every request that names the topic: TOPIC_AUTHORIZATION_FAILED. */
  deny(topic: string): Undo {
    return addTo(this.#denied, topic);
  }

  /** Every request that names the group: GROUP_AUTHORIZATION_FAILED; lists leave it out. */
  denyGroup(group: string): Undo {
    return addTo(this.#deniedGroups, group);
  }

  /** Questions about brokers and their disks: CLUSTER_AUTHORIZATION_FAILED. */
  denyCluster(): Undo {
    this.#isClusterDenied = true;
    return () => {
      this.#isClusterDenied = false;
    };
  }

  /** The broker takes requests and answers none; metadata still lists it. */
  silence(nodeId: number): Undo {
    return addTo(this.#silent, nodeId);
  }

  /** Slows every answer of every broker, or of one. */
  delay(ms: number, nodeId?: number): Undo {
    if (nodeId !== undefined) {
      return putIn(this.#slow, nodeId, ms);
    }
    this.responseDelayMs = ms;
    return () => {
      this.responseDelayMs = 0;
    };
  }

  /** Another broker leads from now on; the former one answers error 6. */
  moveLeader(topic: string, partition: number, nodeId: number): Undo {
    return putIn(this.#moved, key(topic, partition), nodeId);
  }

  /** Spoils the first batch of each fetch answer of the partition. */
  damage(topic: string, partition: number, damage: BatchDamage): Undo {
    return putIn(this.#damaged, key(topic, partition), damage);
  }

  clear(): void {
    this.responseDelayMs = 0;
    this.#leaderless.clear();
    this.#underReplicated.clear();
    this.#denied.clear();
    this.#deniedGroups.clear();
    this.#silent.clear();
    this.#slow.clear();
    this.#isClusterDenied = false;
    this.#moved.clear();
    this.#damaged.clear();
  }

  isLeaderless(topic: string, partition: number): boolean {
    return isIn(this.#leaderless, topic, partition);
  }

  isUnderReplicated(topic: string, partition: number): boolean {
    return isIn(this.#underReplicated, topic, partition);
  }

  isDenied(topic: string): boolean {
    return this.#denied.has(topic);
  }

  isGroupDenied(group: string): boolean {
    return this.#deniedGroups.has(group);
  }

  get isClusterDenied(): boolean {
    return this.#isClusterDenied;
  }

  isSilent(nodeId: number): boolean {
    return this.#silent.has(nodeId);
  }

  /** Milliseconds an answer of the broker waits. */
  delayOf(nodeId: number): number {
    return this.#slow.get(nodeId) ?? this.responseDelayMs;
  }

  movedLeader(topic: string, partition: number): number | undefined {
    return isIn(this.#moved, topic, partition)
      ? this.#moved.get(key(topic, partition))
      : undefined;
  }

  /** The batches as a client shall see them. */
  spoil(topic: string, partition: number, batches: Buffer[]): Buffer[] {
    if (this.#damaged.size === 0 || batches.length === 0) {
      return batches;
    }
    const damage = this.#damaged.get(key(topic, partition));
    if (!damage) {
      return batches;
    }
    const [first, ...rest] = batches;
    return damage === 'truncated'
      ? [first.subarray(0, Math.ceil(first.length / 2))]
      : [spoilBatch(first, damage), ...rest];
  }
}

function spoilBatch(batch: Buffer, damage: BatchDamage): Buffer {
  const copy = Buffer.from(batch);
  if (damage === 'corrupt-crc') {
    copy[copy.length - 1] ^= 0xff;
  } else {
    copy[BATCH.attributes + 1] |= 0x07;
    sealBatch(copy);
  }
  return copy;
}

function addTo<T>(set: Set<T>, value: T): Undo {
  set.add(value);
  return () => set.delete(value);
}

function putIn<K, V>(map: Map<K, V>, name: K, value: V): Undo {
  map.set(name, value);
  return () => map.delete(name);
}
