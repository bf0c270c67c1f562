/** A query that cannot be answered: as it is written, or as it runs. */
export class PromqlError extends Error {
  override readonly name = 'PromqlError';

  constructor(
    readonly errorType: 'bad_data' | 'execution',
    message: string,
  ) {
    super(message);
  }
}

export const badQuery = (message: string) =>
  new PromqlError('bad_data', message);

export const failedQuery = (message: string) =>
  new PromqlError('execution', message);
