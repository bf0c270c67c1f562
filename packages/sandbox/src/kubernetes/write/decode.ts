import { ApiError, badRequest } from '../model/ApiError';
import {
  isJsonObject,
  textAt,
  type Json,
  type JsonObject,
} from '../model/json';
import { apiVersionOf } from '../model/Kind';
import { findUntyped } from '../schema/checkTypes';
import { findUnknownFields, prune } from '../schema/unknownFields';
import type { WriteRequest } from './WriteRequest';

/** The body as an object of the kind the path names. Throws ApiError 400. */
export function decode(request: WriteRequest, body: unknown): JsonObject {
  const { kind, namespace, name } = request;
  if (!isJsonObject(body)) {
    throw badRequest('the body of the request is not an object');
  }
  const apiVersion = textAt(body, 'apiVersion') ?? apiVersionOf(kind);
  const bodyKind = textAt(body, 'kind') ?? kind.kind;
  if (apiVersion !== apiVersionOf(kind) || bodyKind !== kind.kind) {
    throw badRequest(
      `the API version in the data (${apiVersion}, Kind=${bodyKind}) does not match the expected API version (${apiVersionOf(kind)}, Kind=${kind.kind})`,
    );
  }
  const given = isJsonObject(body.metadata) ? body.metadata : {};
  checkPlace(request, given);
  const metadata: JsonObject = {
    ...given,
    ...(name && { name }),
    ...(namespace && { namespace }),
  };
  return { ...body, apiVersion, kind: bodyKind, metadata };
}

function checkPlace(
  { namespace, name }: WriteRequest,
  metadata: JsonObject,
): void {
  const given = textAt(metadata, 'namespace');
  if (given !== undefined && given !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  const called = textAt(metadata, 'name');
  if (name && called !== undefined && called !== name) {
    throw badRequest(
      `the name of the object (${called}) does not match the name on the URL (${name})`,
    );
  }
}

/**
 * Fields the schema does not know: refused, or dropped with a warning, or just
 * dropped. Throws ApiError 400 in the words of a strict decoder.
 */
export function dropUnknown(
  { kind, fieldValidation }: WriteRequest,
  object: JsonObject,
): { object: JsonObject; warnings: string[] } {
  const unknown = findUnknownFields(object, kind.schema).map(
    path => `unknown field "${path}"`,
  );
  if (unknown.length > 0 && fieldValidation === 'Strict') {
    throw badRequest(
      `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: strict decoding error: ${unknown.join(', ')}`,
    );
  }
  const kept: Json = prune(object, kind.schema);
  return {
    object: isJsonObject(kept) ? kept : object,
    warnings: fieldValidation === 'Warn' ? unknown : [],
  };
}

/**
 * What is applied must fit the schema field by field. The real server answers
 * 500 without a reason, and so does this one: a client has to cope with it.
 */
export function refuseUntyped(
  { kind, name }: WriteRequest,
  object: JsonObject,
  /** As the body gives it: the path does not count here. */
  namespace: string,
): void {
  const complaints = findUntyped(object, kind.schema);
  if (complaints.length === 0) {
    return;
  }
  const list =
    complaints.length === 1
      ? complaints[0]
      : `errors:\n${complaints.map(each => `  ${each}`).join('\n')}`;
  throw new ApiError(
    500,
    undefined,
    `failed to create typed patch object (${namespace}/${name}; ${apiVersionOf(kind)}, Kind=${kind.kind}): ${list}`,
  );
}
