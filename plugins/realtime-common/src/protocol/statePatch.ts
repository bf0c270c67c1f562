/**
 * One change of a state: `set` writes a value at the path, `cut` shortens an
 * array there to a length, `remove` takes a field away. Path items are field
 * names and array positions.
 * @public
 */
export type StateChange =
  | { set: unknown; at: Array<string | number> }
  | { cut: number; at: Array<string | number> }
  | { remove: true; at: Array<string | number> };

type Path = Array<string | number>;

/**
 * Changes that make `after` of `before`, in order; both are JSON values. Parts
 * that are equal are not mentioned.
 * @public
 */
export function diffState(before: unknown, after: unknown): StateChange[] {
  const changes: StateChange[] = [];
  collect(before, after, [], changes);
  return changes;
}

/**
 * The state after the changes. Parts they do not touch are the same objects as
 * before, so that a page draws only what is new. Errors: a TypeError when a path
 * does not fit, which means that a change was lost.
 * @public
 */
export function applyChanges<T>(state: T, changes: readonly StateChange[]): T {
  return changes.reduce<unknown>(
    (value, change) => applyAt(value, change.at, change),
    state,
  ) as T;
}

function collect(
  before: unknown,
  after: unknown,
  at: Path,
  changes: StateChange[],
): void {
  if (Object.is(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    collectArray(before, after, at, changes);
  } else if (isObject(before) && isObject(after)) {
    collectObject(before, after, at, changes);
  } else {
    changes.push({ set: after, at });
  }
}

function collectArray(
  before: unknown[],
  after: unknown[],
  at: Path,
  changes: StateChange[],
): void {
  if (after.length < before.length) changes.push({ cut: after.length, at });
  after.forEach((item, i) => {
    if (i < before.length) collect(before[i], item, [...at, i], changes);
    else changes.push({ set: item, at: [...at, i] });
  });
}

function collectObject(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  at: Path,
  changes: StateChange[],
): void {
  for (const name of Object.keys(before)) {
    if (after[name] === undefined && before[name] !== undefined)
      changes.push({ remove: true, at: [...at, name] });
  }
  for (const [name, value] of Object.entries(after)) {
    if (value !== undefined)
      collect(before[name], value, [...at, name], changes);
  }
}

function applyAt(value: unknown, at: Path, change: StateChange): unknown {
  if (at.length === 0) return applyHere(value, change);
  const [step, ...rest] = at;
  if (Array.isArray(value) && typeof step === 'number') {
    const copy = [...value];
    copy[step] = applyAt(value[step], rest, change);
    return copy;
  }
  if (!isObject(value) || typeof step !== 'string')
    throw new TypeError('A change does not fit the state it is for.');
  if (rest.length === 0 && 'remove' in change) return without(value, step);
  return { ...value, [step]: applyAt(value[step], rest, change) };
}

function applyHere(value: unknown, change: StateChange): unknown {
  if ('set' in change) return change.set;
  if ('cut' in change && Array.isArray(value))
    return value.slice(0, change.cut);
  throw new TypeError('A change does not fit the state it is for.');
}

function without(
  value: Record<string, unknown>,
  name: string,
): Record<string, unknown> {
  const { [name]: _removed, ...rest } = value;
  return rest;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
