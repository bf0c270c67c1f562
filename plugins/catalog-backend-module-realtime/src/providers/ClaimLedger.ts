import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type {
  KubernetesObject,
  WatchChange,
} from '@backstage-realtime/plugin-realtime-node';

/** What a ledger stands on. */
export interface ClaimLedgerOptions {
  toEntity(object: KubernetesObject): Entity;
  locationKey: string;
  /** Entities at most; further objects are left out until a snapshot finds room. */
  maxObjects: number;
}

/**
 * What one watch says there is, and what of it the catalog does not know yet.
 * Only a snapshot may replace everything the catalog has; until the first one
 * there is nothing to write, so that silence deletes nothing.
 *
 * Changes between two writes become one: the newest of each object counts, and
 * a change that leaves its entity as it was counts for nothing.
 */
export class ClaimLedger {
  private readonly entities = new Map<string, Entity>();
  /** By key, as it was last: what is no longer among the entities is to be removed. */
  private readonly unwritten = new Map<string, Entity>();
  private isWholeUnwritten = false;
  private isFull = false;

  static create(options: ClaimLedgerOptions): ClaimLedger {
    return new ClaimLedger(options);
  }

  private constructor(private readonly options: ClaimLedgerOptions) {}

  get size(): number {
    return this.entities.size;
  }

  /** True when objects were left out since the last snapshot. */
  get isOverfull(): boolean {
    return this.isFull;
  }

  /** Writes down what the watch told. */
  take(change: WatchChange): void {
    if (change.type === 'snapshot') this.replace(change.objects);
    if (change.type === 'changed') this.set(change.object);
    if (change.type === 'removed') this.remove(keyOf(change.object));
  }

  /** Everything not written yet as one mutation, which is taken for written; undefined when there is nothing. */
  drain(): EntityProviderMutation | undefined {
    const isWhole = this.isWholeUnwritten;
    const delta = [...this.unwritten];
    this.isWholeUnwritten = false;
    this.unwritten.clear();
    if (isWhole)
      return { type: 'full', entities: this.defer(this.entities.values()) };
    if (delta.length === 0) return undefined;
    const isThere = ([key]: [string, Entity]) => this.entities.has(key);
    return {
      type: 'delta',
      added: this.defer(delta.filter(isThere).map(([, entity]) => entity)),
      removed: delta
        .filter(each => !isThere(each))
        .map(([, entity]) => ({
          entityRef: stringifyEntityRef(entity),
          locationKey: this.options.locationKey,
        })),
    };
  }

  /** What was drained last did not reach the catalog: the next mutation holds everything. */
  undoDrain(): void {
    this.isWholeUnwritten = true;
  }

  /** In the order of names, so that the same ones find room each time. */
  private replace(objects: readonly KubernetesObject[]): void {
    this.entities.clear();
    this.unwritten.clear();
    this.isFull = false;
    this.isWholeUnwritten = true;
    [...objects]
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .forEach(object => this.set(object));
  }

  private set(object: KubernetesObject): void {
    const key = keyOf(object);
    const before = this.entities.get(key);
    if (!before && this.entities.size >= this.options.maxObjects) {
      this.isFull = true;
      return;
    }
    const entity = this.options.toEntity(object);
    if (before && JSON.stringify(before) === JSON.stringify(entity)) return;
    this.entities.set(key, entity);
    this.unwritten.set(key, entity);
  }

  private remove(key: string): void {
    const before = this.entities.get(key);
    if (!before) return;
    this.entities.delete(key);
    this.unwritten.set(key, before);
  }

  private defer(entities: Iterable<Entity>) {
    const { locationKey } = this.options;
    return Array.from(entities, entity => ({ entity, locationKey }));
  }
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
