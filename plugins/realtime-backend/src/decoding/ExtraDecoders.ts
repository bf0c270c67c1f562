import type {
  DecodeContext,
  DecodeResult,
  RecordDecoder,
} from '@backstage-realtime/plugin-realtime-node';
import type { DecodeAttempt } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../clock';

/** The longest a decoder of a module may keep a record. */
const MAX_WAIT_MS = 2_000;

/** The first decoder of a module that reads the bytes, and what the ones before it said. */
export interface ExtraOutcome {
  result?: Extract<DecodeResult, { outcome: 'decoded' }>;
  attempts: DecodeAttempt[];
}

/**
 * Decoders that modules add, asked in their order before the built-in ones.
 * They promise not to throw and to end; neither is relied on.
 */
export class ExtraDecoders {
  constructor(
    private readonly decoders: readonly RecordDecoder[],
    private readonly clock: Clock,
  ) {}

  get isEmpty(): boolean {
    return this.decoders.length === 0;
  }

  /** Never rejects. */
  async decode(
    bytes: Uint8Array,
    context: DecodeContext,
  ): Promise<ExtraOutcome> {
    const attempts: DecodeAttempt[] = [];
    for (const decoder of this.decoders) {
      const result = await this.ask(decoder, bytes, context);
      attempts.push(toAttempt(decoder.name, result));
      if (result.outcome === 'decoded') return { result, attempts };
    }
    return { attempts };
  }

  private async ask(
    decoder: RecordDecoder,
    bytes: Uint8Array,
    context: DecodeContext,
  ): Promise<DecodeResult> {
    try {
      const answer = decoder.decode(bytes, context);
      return answer instanceof Promise ? await this.within(answer) : answer;
    } catch {
      return { outcome: 'failed', reason: 'the decoder itself broke' };
    }
  }

  private within(answer: Promise<DecodeResult>): Promise<DecodeResult> {
    return new Promise((resolve, reject) => {
      const reason = `took longer than ${MAX_WAIT_MS / 1000} s`;
      const cancel = this.clock.setTimeout(
        () => resolve({ outcome: 'failed', reason }),
        MAX_WAIT_MS,
      );
      answer.then(resolve, reject).finally(cancel);
    });
  }
}

/** One line of the decode report. */
export function toAttempt(
  decoder: string,
  result: DecodeResult,
): DecodeAttempt {
  return result.outcome === 'decoded'
    ? { decoder, outcome: 'decoded' }
    : { decoder, outcome: result.outcome, reason: result.reason };
}
