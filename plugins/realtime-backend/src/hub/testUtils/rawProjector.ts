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
  return { id, prepare: () => undefined, project };
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

function project(
  { slab, index }: RecordBatch,
  i: number,
  view: RecordView,
): void {
  const at = i * INDEX_STRIDE;
  const keyBytes = index[at + INDEX.keyBytes];
  const valueBytes = index[at + INDEX.valueBytes];
  view.keyEncoding = keyBytes < 0 ? NULL : UNKNOWN;
  view.keySource = slab;
  view.keyStart = index[at + INDEX.keyStart];
  view.keyBytes = keyBytes;
  view.valueEncoding = valueBytes < 0 ? NULL : UNKNOWN;
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
