/** Why a batch could not be inflated; `detail` is for a person. */
export class DecompressionError extends Error {
  constructor(
    readonly reason: 'corrupt' | 'too-large',
    readonly detail: string,
  ) {
    super(detail);
    this.name = 'DecompressionError';
  }

  static tooLarge(maxBytes: number): DecompressionError {
    return new DecompressionError(
      'too-large',
      `the batch inflates to more than ${maxBytes} bytes`,
    );
  }
}
