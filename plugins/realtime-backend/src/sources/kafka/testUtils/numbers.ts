/** `count` numbers from `first`, as text. */
export function numbers(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${first + i}`);
}
