import { NameTable } from './NameTable';
import { parsePath, type PathSegment } from './parsePath';
import type { PathState } from './PathState';

/**
 * States kept. Each is a set of places in the paths, found when a record first
 * reaches it; a policy of a hundred paths has a few dozen.
 */
const MAX_STATES = 4096;

/** How one level is passed: a member by its number in the name table, or an element. */
type Level = { id: number } | { index: number };

/**
 * Turns paths into states that are followed while JSON is read, one look-up a
 * name, whatever the number of paths. A path that cannot be read masks
 * everything: it was written to hide something.
 */
export function compilePaths(paths: readonly string[]): PathState | undefined {
  if (paths.length === 0) return undefined;
  const parsed = paths.map(
    path => parsePath(path) ?? [{ kind: 'deep' as const }],
  );
  return new PathMachine(parsed).root();
}

class PathMachine {
  private readonly names: NameTable;
  private readonly states = new Map<string, PathState | undefined>();

  constructor(private readonly paths: PathSegment[][]) {
    const names = paths
      .flat()
      .flatMap(segment => (segment.kind === 'name' ? [segment.name] : []));
    this.names = new NameTable(names);
  }

  root(): PathState | undefined {
    return this.stateOf(this.paths.map((_, path) => [path, 0] as Place));
  }

  private stateOf(places: Place[]): PathState | undefined {
    const closed = this.withoutDeep(places);
    const key = closed.map(place => place.join('.')).join(' ');
    if (this.states.has(key)) return this.states.get(key);
    const state = closed.length > 0 ? this.newState(closed) : undefined;
    if (this.states.size >= MAX_STATES) this.states.clear();
    this.states.set(key, state);
    return state;
  }

  private newState(places: Place[]): PathState {
    const { names } = this;
    const members: Array<{ state: PathState | undefined } | undefined> = [];
    const elements = new Map<number, PathState | undefined>();
    const next = (level: Level) => this.stateOf(this.advance(places, level));
    const highestIndex = this.highestIndex(places);
    return {
      isMasked: places.some(([path, at]) => at === this.paths[path].length),
      member: (bytes, start, end) => {
        const id = names.find(bytes, start, end);
        const known = (members[id] ??= { state: next({ id }) });
        return known.state;
      },
      element: index => {
        const bounded = Math.min(index, highestIndex + 1);
        if (!elements.has(bounded)) {
          elements.set(bounded, next({ index: bounded }));
        }
        return elements.get(bounded);
      },
    };
  }

  /** Elements beyond the highest position a path names are all alike. */
  private highestIndex(places: Place[]): number {
    const indexes = places.map(([path, at]) => {
      const segment = this.paths[path][at];
      return segment && 'index' in segment ? (segment.index ?? -1) : -1;
    });
    return Math.max(-1, ...indexes);
  }

  private advance(places: Place[], level: Level): Place[] {
    return places.flatMap(([path, at]): Place[] => {
      const segment = this.paths[path][at];
      if (segment === undefined) return [];
      if (segment.kind === 'deep') return [[path, at]];
      return this.passes(segment, level) ? [[path, at + 1]] : [];
    });
  }

  private passes(segment: PathSegment, level: Level): boolean {
    if (segment.kind === 'any') return true;
    if ('id' in level) {
      return (
        segment.kind === 'name' && this.names.idOf(segment.name) === level.id
      );
    }
    if (segment.kind === 'any-element') return true;
    return 'index' in segment && segment.index === level.index;
  }

  /** `**` also stands for no level at all, so the place after it is reached with it. */
  private withoutDeep(places: Place[]): Place[] {
    const closed = new Map<string, Place>();
    const waiting = [...places];
    for (let place = waiting.pop(); place; place = waiting.pop()) {
      const [path, at] = place;
      if (this.paths[path][at]?.kind === 'deep') waiting.push([path, at + 1]);
      closed.set(place.join('.'), place);
    }
    return [...closed.values()].sort(byPlace);
  }
}

type Place = [path: number, segment: number];

function byPlace(a: Place, b: Place): number {
  return a[0] - b[0] || a[1] - b[1];
}
