import { Group } from './Group';

/** A thousand groups are far more than a sandbox needs; then joining fails. */
const MAX_GROUPS = 1_000;

/** A group whose members the brokers assign; the stand-in only tells of it. */
export interface ModernGroup {
  id: string;
  type: 'consumer' | 'share';
  /** `Stable`, `Assigning`, `Reconciling`, `Empty`. */
  state: string;
  epoch: number;
  members: ReadonlyArray<{
    id: string;
    clientId: string;
    assignments: ReadonlyArray<{
      topic: string;
      partitions: readonly number[];
    }>;
  }>;
}

/** All groups of a cluster, by id. */
export class GroupRegistry {
  readonly modern = new Map<string, ModernGroup>();
  readonly #groups = new Map<string, Group>();

  find(groupId: string): Group | undefined {
    return this.#groups.get(groupId);
  }

  /** undefined when the bound of groups is reached. */
  open(groupId: string): Group | undefined {
    const known = this.#groups.get(groupId);
    if (known || this.#groups.size >= MAX_GROUPS) {
      return known;
    }
    const group = new Group(groupId);
    this.#groups.set(groupId, group);
    return group;
  }

  list(): Group[] {
    return [...this.#groups.values()];
  }

  delete(groupId: string): void {
    this.#groups.get(groupId)?.dispose();
    this.#groups.delete(groupId);
  }

  /** Removes what idle groups have committed for a topic, as Kafka does. */
  forgetTopic(topic: string): void {
    for (const group of this.#groups.values()) {
      if (group.state === 'Empty') {
        group.offsets.delete(topic);
      }
    }
  }

  dispose(): void {
    this.list().forEach(group => group.dispose());
  }
}
