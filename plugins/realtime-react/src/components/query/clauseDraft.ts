import {
  filterClauseSchema,
  type FilterClause,
} from '@backstage-realtime/plugin-realtime-common';
import type { WordKey } from '../words/WordsContext';

/** Places a clause can look in, in the order of the menu. */
export const PLACES = ['any', 'field', 'key', 'value', 'header'] as const;
export type Place = (typeof PLACES)[number];

const TEXT_OPS = ['contains', 'equals', 'starts-with'] as const;
const NUMBER_OPS = ['lt', 'lte', 'gt', 'gte', 'eq'] as const;
export type ClauseOp =
  (typeof TEXT_OPS)[number] | (typeof NUMBER_OPS)[number] | 'exists';

/** Comparisons that make sense in a place. */
export function opsOf(place: Place): readonly ClauseOp[] {
  if (place === 'any') return ['contains'];
  if (place === 'field') return [...TEXT_OPS, 'exists', ...NUMBER_OPS];
  return place === 'header' ? [...TEXT_OPS, 'exists'] : TEXT_OPS;
}

/** A clause being written. */
export interface ClauseDraft {
  place: Place;
  /** Header name or field path. */
  name: string;
  op: ClauseOp;
  text: string;
}

export const EMPTY_DRAFT: ClauseDraft = {
  place: 'any',
  name: '',
  op: 'contains',
  text: '',
};

export const needsName = (draft: ClauseDraft) =>
  draft.place === 'field' || draft.place === 'header';

export const isNumeric = (draft: ClauseDraft) =>
  NUMBER_OPS.some(op => op === draft.op);

/** The clause of a draft, or which word is missing. */
export function readDraft(
  draft: ClauseDraft,
): { ok: true; clause: FilterClause } | { ok: false; reason: WordKey } {
  const { place, op } = draft;
  const name = draft.name.trim();
  if (needsName(draft) && !name) {
    return { ok: false, reason: 'clause.needsName' };
  }
  if (isNumeric(draft)) return readNumber(draft, name);
  if (op !== 'exists' && !draft.text) {
    return { ok: false, reason: 'clause.needsText' };
  }
  const parsed = filterClauseSchema.safeParse({
    in: place,
    op,
    name,
    path: name,
    text: draft.text,
  });
  return parsed.success
    ? { ok: true, clause: parsed.data }
    : { ok: false, reason: 'clause.needsText' };
}

function readNumber(
  draft: ClauseDraft,
  path: string,
): ReturnType<typeof readDraft> {
  const number = Number(draft.text);
  if (draft.text.trim() === '' || !Number.isFinite(number)) {
    return { ok: false, reason: 'clause.needsNumber' };
  }
  const parsed = filterClauseSchema.safeParse({
    in: 'field-number',
    path,
    op: draft.op,
    number,
  });
  return parsed.success
    ? { ok: true, clause: parsed.data }
    : { ok: false, reason: 'clause.needsNumber' };
}
