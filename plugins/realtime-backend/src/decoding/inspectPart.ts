import {
  ENCODINGS,
  type DecodeAttempt,
  type Encoding,
  type InspectedPart,
} from '@backstage-realtime/plugin-realtime-common';
import type { CompiledMask } from './mask/CompiledMask';
import { PartProjector } from './PartProjector';
import {
  reportDecoding,
  SCHEMA_CHECK,
  withoutQuote,
  type DecodeReport,
  type Trial,
} from './report';

/**
 * One key or value with its decode report. What is shown is what the rows show:
 * the same projector decides it. The original bytes go with it only where they
 * tell nothing the text does not.
 */
export async function inspectPart(
  trial: Trial,
  mask: CompiledMask | undefined,
): Promise<InspectedPart> {
  const report = await reportDecoding(trial);
  const shown = new PartProjector(trial.part, mask, trial.registry);
  shown.fill(trial.bytes, 0, trial.bytes.length, report.extra);
  const encoding = shownEncoding(shown, report);
  const byteLength = trial.bytes.length;
  if (encoding === 'withheld') {
    return { encoding, byteLength, report: redacted(report) };
  }
  const isOpen = !mask?.paths;
  const { schemaId } = report.result ?? {};
  return {
    encoding,
    byteLength,
    ...(encoding !== 'bytes' && { text: textOf(shown) }),
    ...((isOpen || isWhole(encoding, shown, report)) && {
      base64: base64Of(trial.bytes),
    }),
    ...(schemaId !== undefined && { schemaId }),
    ...(shown.maskedFields > 0 && { maskedPaths: mask?.maskedPaths ?? [] }),
    report: isOpen ? report.attempts : redacted(report),
  };
}

function shownEncoding(shown: PartProjector, report: DecodeReport): Encoding {
  const encoding = ENCODINGS[shown.encoding];
  return encoding === 'unknown'
    ? (report.result?.encoding ?? 'bytes')
    : encoding;
}

/**
 * Under a policy: the text is the bytes, and nothing in it is masked. What was
 * decoded from another encoding may carry fields the text does not show.
 */
function isWhole(
  encoding: Encoding,
  shown: PartProjector,
  report: DecodeReport,
): boolean {
  const isText = encoding === 'json' || encoding === 'text';
  return isText && !report.extra && shown.maskedFields === 0;
}

/** Reasons that quote nothing of the bytes; what others than our decoders say is not known. */
function redacted({ attempts, extraAttempts }: DecodeReport): DecodeAttempt[] {
  return attempts.map((attempt, i) => {
    if (attempt.reason === undefined) return attempt;
    const isOurs = i >= extraAttempts && attempt.decoder !== SCHEMA_CHECK;
    const reason = isOurs
      ? withoutQuote(attempt.reason)
      : 'withheld by the mask policy';
    return { ...attempt, reason };
  });
}

function textOf({ source, start, bytes }: PartProjector): string {
  return base(source.subarray(start, start + bytes)).toString();
}

function base64Of(bytes: Uint8Array): string {
  return base(bytes).toString('base64');
}

function base(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
