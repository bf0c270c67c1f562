import jsonPatch, { type Operation } from 'fast-json-patch';
import { ApiError, badRequest } from '../model/ApiError';
import { isJsonObject, type Json, type JsonObject } from '../model/json';

export const JSON_PATCH = 'application/json-patch+json';
export const MERGE_PATCH = 'application/merge-patch+json';
export const STRATEGIC_MERGE_PATCH = 'application/strategic-merge-patch+json';
export const APPLY_PATCH = 'application/apply-patch+yaml';

/** More operations than a hand writes are refused, as by the real server. */
const MAX_OPERATIONS = 10_000;

/** RFC 7386: null removes, objects are joined, everything else is replaced. */
export function mergePatch(value: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) {
    return patch;
  }
  const result: JsonObject = isJsonObject(value) ? { ...value } : {};
  for (const [field, change] of Object.entries(patch)) {
    if (change === null) {
      delete result[field];
    } else {
      result[field] = mergePatch(result[field], change);
    }
  }
  return result;
}

/** RFC 6902. Throws ApiError 400 for no patch, 422 for one that does not fit. */
export function applyJsonPatch(value: JsonObject, patch: unknown): Json {
  if (!Array.isArray(patch)) {
    throw badRequest('the body of a JSON patch is a list of operations');
  }
  if (patch.length > MAX_OPERATIONS) {
    throw new ApiError(
      413,
      'RequestEntityTooLarge',
      `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`,
    );
  }
  try {
    const copy = structuredClone(value);
    return jsonPatch.applyPatch(copy, patch as Operation[], true).newDocument;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : '';
    throw new ApiError(
      422,
      'Invalid',
      `the server rejected our request due to an error in our request: ${why}`,
    );
  }
}
