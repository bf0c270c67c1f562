import { BACKSLASH } from '../json/characters';

interface Entry {
  id: number;
  folded: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * The names a policy speaks of, looked up by the raw bytes of a JSON name
 * without making a string. Names with escapes or beyond ASCII take the slow
 * way: they are read as JSON first.
 */
export class NameTable {
  private readonly byLength = new Map<number, Entry[]>();
  private readonly byName = new Map<string, number>();

  constructor(names: Iterable<string>) {
    for (const name of names) this.add(name);
  }

  /** Number of the name from 1, or 0 for a name no path speaks of. */
  find(bytes: Uint8Array, start: number, end: number): number {
    if (!isPlain(bytes, start, end)) return this.findSlowly(bytes, start, end);
    const entries = this.byLength.get(end - start);
    if (entries === undefined) return 0;
    for (const { id, folded } of entries) {
      if (equalsFolded(bytes, start, folded)) return id;
    }
    return 0;
  }

  idOf(name: string): number {
    return this.byName.get(name) ?? 0;
  }

  private add(name: string): void {
    if (this.byName.has(name)) return;
    const entry = { id: this.byName.size + 1, folded: encoder.encode(name) };
    this.byName.set(name, entry.id);
    const sameLength = this.byLength.get(entry.folded.length) ?? [];
    this.byLength.set(entry.folded.length, [...sameLength, entry]);
  }

  private findSlowly(bytes: Uint8Array, start: number, end: number): number {
    const quoted = `"${decoder.decode(bytes.subarray(start, end))}"`;
    return this.idOf(String(JSON.parse(quoted)).toLowerCase());
  }
}

function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if (bytes[at] === BACKSLASH || bytes[at] > 0x7f) return false;
  }
  return true;
}

function equalsFolded(
  bytes: Uint8Array,
  start: number,
  folded: Uint8Array,
): boolean {
  for (let i = 0; i < folded.length; i += 1) {
    const byte = bytes[start + i];
    const lower = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    if (lower !== folded[i]) return false;
  }
  return true;
}
