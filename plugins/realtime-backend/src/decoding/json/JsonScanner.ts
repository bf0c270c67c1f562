import { DECODE_LIMITS } from '../limits';
import type { PathState } from '../mask/PathState';
import {
  isDigit,
  isHex,
  isSpace,
  LITERALS,
  QUOTE,
  BACKSLASH,
} from './characters';

/** Told of each masked value, in the order of the text. Positions are inclusive and exclusive. */
export type OnMasked = (start: number, end: number) => void;

/**
 * Reads JSON text (RFC 8259) once, byte by byte, and finds the values a mask
 * covers. Nothing is parsed into objects: a name that occurs twice is found
 * twice, an escaped name is unescaped before it is compared, and numbers are
 * never touched. One scanner may be used again and again, not at the same time.
 */
export class JsonScanner {
  private bytes = new Uint8Array(0);
  private at = 0;
  private end = 0;
  private isTooDeep = false;
  private onMasked: OnMasked = () => {};

  /** True when the range is exactly one JSON value; `root` undefined: only check. */
  scan(
    bytes: Uint8Array,
    start: number,
    end: number,
    root?: PathState,
    onMasked: OnMasked = () => {},
  ): boolean {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.isTooDeep = false;
    this.onMasked = onMasked;
    const isRead = this.value(root, 0) && this.skipSpace() === this.end;
    return isRead;
  }

  /** Why the last scan answered false, as a reason a person reads; positions count from `start`. */
  problem(start: number): string {
    if (this.isTooDeep) return `nested deeper than ${DECODE_LIMITS.depth}`;
    if (this.at >= this.end) {
      return `ends too early, after ${this.end - start} bytes`;
    }
    const byte = this.bytes[this.at].toString(16).padStart(2, '0');
    return `unexpected byte 0x${byte} at position ${this.at - start}`;
  }

  private value(state: PathState | undefined, depth: number): boolean {
    const start = this.skipSpace();
    if (state === undefined || !state.isMasked) {
      return this.bare(state, depth);
    }
    const isRead = this.bare(undefined, depth);
    if (isRead) this.onMasked(start, this.at);
    return isRead;
  }

  private bare(state: PathState | undefined, depth: number): boolean {
    if (this.at >= this.end) return false;
    const byte = this.bytes[this.at];
    if (byte === QUOTE) return this.string();
    if (byte === 0x7b || byte === 0x5b) {
      if (depth >= DECODE_LIMITS.depth) {
        this.isTooDeep = true;
        return false;
      }
      this.at += 1;
      return byte === 0x7b
        ? this.object(state, depth)
        : this.array(state, depth);
    }
    const literal = LITERALS.get(byte);
    return literal ? this.literal(literal) : this.number();
  }

  private object(state: PathState | undefined, depth: number): boolean {
    if (this.peek() === 0x7d) return this.step();
    for (;;) {
      if (this.peek() !== QUOTE) return false;
      const nameStart = this.at + 1;
      if (!this.string()) return false;
      const next = state?.member(this.bytes, nameStart, this.at - 1);
      if (this.peek() !== 0x3a) return false;
      this.at += 1;
      if (!this.value(next, depth + 1)) return false;
      const byte = this.peek();
      if (byte === 0x7d) return this.step();
      if (byte !== 0x2c) return false;
      this.at += 1;
    }
  }

  private array(state: PathState | undefined, depth: number): boolean {
    if (this.peek() === 0x5d) return this.step();
    for (let index = 0; ; index += 1) {
      if (!this.value(state?.element(index), depth + 1)) return false;
      const byte = this.peek();
      if (byte === 0x5d) return this.step();
      if (byte !== 0x2c) return false;
      this.at += 1;
    }
  }

  private string(): boolean {
    const { bytes, end } = this;
    for (let at = this.at + 1; at < end; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        this.at = at + 1;
        return true;
      }
      if (byte < 0x20) return this.fail(at);
      if (byte === BACKSLASH) {
        const length = this.escape(at + 1);
        if (length === 0) return this.fail(at);
        at += length;
      }
    }
    return this.fail(end);
  }

  /** Bytes after the backslash, or 0 for an escape JSON does not know. */
  private escape(at: number): number {
    const byte = this.bytes[at];
    if (at >= this.end) return 0;
    if (byte !== 0x75)
      return '"\\/bfnrt'.includes(String.fromCharCode(byte)) ? 1 : 0;
    if (at + 4 >= this.end) return 0;
    for (let i = 1; i <= 4; i += 1) {
      if (!isHex(this.bytes[at + i])) return 0;
    }
    return 5;
  }

  private number(): boolean {
    if (this.bytes[this.at] === 0x2d) this.at += 1;
    if (this.at < this.end && this.bytes[this.at] === 0x30) this.at += 1;
    else if (!this.digits()) return false;
    if (this.at < this.end && this.bytes[this.at] === 0x2e) {
      this.at += 1;
      if (!this.digits()) return false;
    }
    return this.exponent();
  }

  private exponent(): boolean {
    const byte = this.at < this.end ? this.bytes[this.at] : 0;
    if (byte !== 0x65 && byte !== 0x45) return true;
    this.at += 1;
    const sign = this.at < this.end ? this.bytes[this.at] : 0;
    if (sign === 0x2b || sign === 0x2d) this.at += 1;
    return this.digits();
  }

  private digits(): boolean {
    const from = this.at;
    while (this.at < this.end && isDigit(this.bytes[this.at])) this.at += 1;
    return this.at > from;
  }

  private literal(literal: Uint8Array): boolean {
    for (const byte of literal) {
      if (this.at >= this.end || this.bytes[this.at] !== byte) return false;
      this.at += 1;
    }
    return true;
  }

  /** The next byte that is not white space; 0 (which JSON never allows) at the end. */
  private peek(): number {
    const at = this.skipSpace();
    return at < this.end ? this.bytes[at] : 0;
  }

  private skipSpace(): number {
    while (this.at < this.end && isSpace(this.bytes[this.at])) this.at += 1;
    return this.at;
  }

  private step(): true {
    this.at += 1;
    return true;
  }

  private fail(at: number): false {
    this.at = at;
    return false;
  }
}
