import { DECODE_LIMITS, DecodeProblem } from '../limits';

/**
 * Writes JSON text while another encoding is read, so that no object is built:
 * integers keep every digit, equal names stay apart and a name such as
 * `__proto__` is only text. Throws DecodeProblem at the bounds of DECODE_LIMITS.
 */
export class JsonWriter {
  private text = '';
  private depth = 0;
  private items = 0;
  private needsComma = false;

  open(bracket: '{' | '['): void {
    this.write(bracket);
    this.depth += 1;
    this.needsComma = false;
    if (this.depth > DECODE_LIMITS.depth) {
      throw new DecodeProblem(`nested deeper than ${DECODE_LIMITS.depth}`);
    }
  }

  close(bracket: '}' | ']'): void {
    this.depth -= 1;
    this.text += bracket;
    this.needsComma = true;
  }

  name(name: string): void {
    this.write(`${JSON.stringify(name)}:`);
    this.needsComma = false;
  }

  string(value: string): void {
    this.write(JSON.stringify(value));
  }

  /** A token that is JSON already: digits, `true`, `null`. */
  token(value: string): void {
    this.write(value);
  }

  /** JSON has no word for NaN and the infinities: they become strings. */
  number(value: number): void {
    this.write(Number.isFinite(value) ? String(value) : `"${value}"`);
  }

  /** JSON has no bytes: base64. */
  bytes(value: Uint8Array): void {
    const view = Buffer.from(value.buffer, value.byteOffset, value.length);
    this.write(`"${view.toString('base64')}"`);
  }

  finish(): string {
    return this.text;
  }

  private write(token: string): void {
    this.items += 1;
    if (this.items > DECODE_LIMITS.items) {
      throw new DecodeProblem(`more than ${DECODE_LIMITS.items} items`);
    }
    this.text += this.needsComma ? `,${token}` : token;
    this.needsComma = true;
    if (this.text.length > DECODE_LIMITS.outputChars) {
      throw new DecodeProblem(
        `longer than ${DECODE_LIMITS.outputChars} characters of JSON`,
      );
    }
  }
}
