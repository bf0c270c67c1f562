import {
  INDEX,
  INDEX_STRIDE,
  type RecordBatch,
} from '@backstage-realtime/plugin-realtime-node';
import type { Projector, RecordView } from '../Projector';

const NULL = 0;
const UNKNOWN = 1;

/** Shows records as they are, without a copy; what decoding does when nothing is masked. */
export function rawProjector(id = 'raw'): Projector {
  const encodingsAsItCame = ({ index }: RecordBatch, i: number) =>
    encodingOf(index[i * INDEX_STRIDE + INDEX.keyBytes]) +
    256 * encodingOf(index[i * INDEX_STRIDE + INDEX.valueBytes]);
  return { id, prepare: () => undefined, encodingsAsItCame, project };
}

/** Hides every value, with a promise before each batch as a schema registry would need. */
export function hidingProjector(id = 'hiding'): Projector {
  const hidden = Buffer.from('{"hidden":true}');
  return {
    id,
    prepare: () => Promise.resolve(),
    project: (batch, i, view) => {
      project(batch, i, view);
      view.valueSource = hidden;
      view.valueStart = 0;
      view.valueBytes = hidden.length;
      view.maskedFields = 1;
    },
  };
}

function encodingOf(bytes: number): number {
  return bytes < 0 ? NULL : UNKNOWN;
}

function project(
  { slab, index }: RecordBatch,
  i: number,
  view: RecordView,
): void {
  const at = i * INDEX_STRIDE;
  const keyBytes = index[at + INDEX.keyBytes];
  const valueBytes = index[at + INDEX.valueBytes];
  view.keyEncoding = encodingOf(keyBytes);
  view.keySource = slab;
  view.keyStart = index[at + INDEX.keyStart];
  view.keyBytes = keyBytes;
  view.valueEncoding = encodingOf(valueBytes);
  view.valueSource = slab;
  view.valueStart = index[at + INDEX.valueStart];
  view.valueBytes = valueBytes;
  view.headersSource = slab;
  view.headersStart = index[at + INDEX.headersStart];
  view.headersBytes = index[at + INDEX.headersBytes];
  view.headerCount = index[at + INDEX.headerCount];
  view.maskedFields = 0;
  view.originalValueBytes = valueBytes;
}
