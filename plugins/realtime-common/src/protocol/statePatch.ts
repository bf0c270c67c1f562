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

/** Changes so far, and where the comparison is: copied only into a change, as nearly all parts are equal. */
interface Found {
  readonly at: Path;
  readonly changes: StateChange[];
  readonly most: number;
}

/**
 * Changes that make `after` of `before`, in order; both are JSON values. Parts
 * that are equal are not mentioned. Looking ends once there are more than `most`
 * changes: whoever sends the whole value then needs no more of them.
 * @public
 */
export function diffState(
  before: unknown,
  after: unknown,
  most: number = Infinity,
): StateChange[] {
  const found: Found = { at: [], changes: [], most };
  collect(before, after, found);
  return found.changes;
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

function collect(before: unknown, after: unknown, found: Found): void {
  if (Object.is(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    collectArray(before, after, found);
  } else if (isObject(before) && isObject(after)) {
    collectObject(before, after, found);
  } else {
    found.changes.push({ set: after, at: [...found.at] });
  }
}

function collectArray(before: unknown[], after: unknown[], found: Found): void {
  const { at, changes } = found;
  if (isMostlyNew(before, after)) {
    changes.push({ set: after, at: [...at] });
    return;
  }
  if (after.length < before.length)
    changes.push({ cut: after.length, at: [...at] });
  for (let i = 0; i < after.length && !isEnough(found); i++) {
    at.push(i);
    if (i < before.length) collect(before[i], after[i], found);
    else changes.push({ set: after[i], at: [...at] });
    at.pop();
  }
}

/** A change with its path is as long as several numbers: a row that moved on is shorter whole. */
const NEW_SHARE = 0.2;

/** True for a row of plain values of which so many differ; rows of objects are looked into. */
function isMostlyNew(before: unknown[], after: unknown[]): boolean {
  if (typeof after[0] === 'object' && after[0] !== null) return false;
  let differing = 0;
  for (let i = 0; i < after.length; i++) {
    const value = after[i];
    if (typeof value === 'object' && value !== null) return false;
    if (!Object.is(value, before[i])) differing += 1;
  }
  return differing > 1 && differing > after.length * NEW_SHARE;
}

function collectObject(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  found: Found,
): void {
  const { at, changes } = found;
  for (const name of Object.keys(before)) {
    if (after[name] === undefined && before[name] !== undefined)
      changes.push({ remove: true, at: [...at, name] });
  }
  for (const name of Object.keys(after)) {
    if (after[name] === undefined || isEnough(found)) continue;
    at.push(name);
    collect(before[name], after[name], found);
    at.pop();
  }
}

function isEnough({ changes, most }: Found): boolean {
  return changes.length > most;
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
