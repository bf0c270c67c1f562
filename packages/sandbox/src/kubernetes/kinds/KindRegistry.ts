import { apiVersionOf, type Kind } from '../model/Kind';
import { BUILT_IN_KINDS } from './builtInKinds';

/** More than any test needs; a definition beyond it is refused. */
const MAX_KINDS = 100;

/** Which kinds the server serves at this moment. */
export class KindRegistry {
  readonly #kinds = new Map<string, Kind>();

  constructor() {
    this.add(BUILT_IN_KINDS);
  }

  get kinds(): Kind[] {
    return [...this.#kinds.values()];
  }

  /** false when there would be too many. Kinds that are there are replaced. */
  add(kinds: readonly Kind[]): boolean {
    if (this.#kinds.size + kinds.length > MAX_KINDS) {
      return false;
    }
    for (const kind of kinds) {
      this.#kinds.set(`${apiVersionOf(kind)}/${kind.plural}`, kind);
    }
    return true;
  }

  removeResource(group: string, plural: string): void {
    for (const [key, kind] of this.#kinds) {
      if (kind.group === group && kind.plural === plural) {
        this.#kinds.delete(key);
      }
    }
  }

  /** By what a path names. */
  findResource(apiVersion: string, plural: string): Kind | undefined {
    return this.#kinds.get(`${apiVersion}/${plural}`);
  }

  /** By what an object says of itself. */
  findKind(apiVersion: string, kind: string): Kind | undefined {
    return this.kinds.find(
      each => apiVersionOf(each) === apiVersion && each.kind === kind,
    );
  }

  /** Versions of each group, the core group left out. */
  get groups(): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const { group, version } of this.kinds) {
      const versions = groups.get(group) ?? [];
      if (group && !versions.includes(version)) {
        groups.set(group, [...versions, version]);
      }
    }
    return groups;
  }
}
