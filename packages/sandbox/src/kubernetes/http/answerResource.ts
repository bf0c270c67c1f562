import type { Access, Verb } from '../access/Access';
import { ApiError, badRequest, notFound, unknownPath } from '../model/ApiError';
import { isJsonObject, textAt, type JsonObject } from '../model/json';
import { asJson } from '../model/KubernetesObject';
import type { ObjectStore } from '../store/ObjectStore';
import { parseSelector } from '../store/selectors';
import {
  APPLY_PATCH,
  applyJsonPatch,
  JSON_PATCH,
  MERGE_PATCH,
  mergePatch,
  STRATEGIC_MERGE_PATCH,
} from '../write/patchBody';
import { parseDryRun, remove, removeIfFinal } from '../write/remove';
import type { Writer } from '../write/Writer';
import type { WriteRequest, Written } from '../write/WriteRequest';
import { answerList, isIn } from './answerList';
import { reply, type Exchange } from './Exchange';
import type { ResourceTarget } from './parseTarget';
import { parseWriteRequest } from './parseWriteRequest';
import { contentTypeOf, readBody } from './readBody';

/** What answering needs of the server. */
export interface ServerParts {
  store: ObjectStore;
  writer: Writer;
  access: Access;
  now: () => number;
  startWatch(exchange: Exchange, target: ResourceTarget): void;
}

/** Answers a request for objects. Throws ApiError for what is refused. */
export async function answerResource(
  parts: ServerParts,
  exchange: Exchange,
  target: ResourceTarget,
): Promise<void> {
  const verb = verbOf(exchange, target);
  parts.access.authorise(exchange.user, { verb, ...target });
  switch (verb) {
    case 'get':
      return reply(exchange.response, 200, readOne(parts, target));
    case 'list':
      return reply(
        exchange.response,
        200,
        answerList(parts.store, target, exchange.query),
      );
    case 'watch':
      return parts.startWatch(exchange, target);
    default:
      return write(parts, exchange, target, verb);
  }
}

const ONE: Record<string, Verb> = {
  GET: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};
const MANY: Record<string, Verb> = {
  GET: 'list',
  POST: 'create',
  DELETE: 'deletecollection',
};

function verbOf({ request, query }: Exchange, target: ResourceTarget): Verb {
  const { method = '' } = request;
  const isWatch = ['true', '1'].includes(query.get('watch') ?? '');
  if (method === 'GET' && isWatch) {
    return 'watch';
  }
  const verb = (target.name ? ONE : MANY)[method];
  const isScattered = target.kind.isNamespaced && !target.namespace;
  if (!verb || (isScattered && verb !== 'list')) {
    throw new ApiError(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
    );
  }
  return verb;
}

function readOne({ store }: ServerParts, target: ResourceTarget): JsonObject {
  const object = store.get(target);
  if (!object) {
    throw notFound(target.kind, target.name);
  }
  return asJson(object);
}

async function write(
  parts: ServerParts,
  exchange: Exchange,
  target: ResourceTarget,
  verb: Verb,
): Promise<void> {
  const body = await readBody(exchange.request);
  const request = parseWriteRequest(exchange, target);
  switch (verb) {
    case 'create':
      return answerWritten(exchange, parts.writer.create(request, body));
    case 'update':
      return finish(
        parts,
        exchange,
        request,
        parts.writer.replace(request, body),
      );
    case 'patch':
      return finish(
        parts,
        exchange,
        request,
        patch(parts, exchange, request, body),
      );
    case 'delete':
      return answerRemoval(parts, exchange, request, body);
    default:
      return removeMany(parts, exchange, request);
  }
}

function patch(
  { writer }: ServerParts,
  exchange: Exchange,
  request: WriteRequest,
  body: unknown,
): Written {
  const type = contentTypeOf(exchange.request);
  const isMerge =
    type === MERGE_PATCH ||
    (type === STRATEGIC_MERGE_PATCH && !request.kind.isCustom);
  if (type === APPLY_PATCH) {
    requireManager(exchange.query);
    return writer.apply(request, body);
  }
  if (type === JSON_PATCH) {
    return writer.patch(request, live => applyJsonPatch(live, body));
  }
  if (isMerge) {
    if (!isJsonObject(body)) {
      throw badRequest('the body of a merge patch is an object');
    }
    return writer.patch(request, live => mergePatch(live, body));
  }
  throw unsupported(type);
}

function unsupported(type: string): ApiError {
  const known = [JSON_PATCH, MERGE_PATCH, APPLY_PATCH].join(', ');
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${known}; got ${type}`,
  );
}

function requireManager(query: URLSearchParams): void {
  if (query.get('fieldManager')) {
    return;
  }
  const cause = {
    reason: 'FieldValueRequired',
    message: 'Required value: is required for apply patch',
    field: 'fieldManager',
  };
  throw new ApiError(
    422,
    'Invalid',
    `PatchOptions.meta.k8s.io "" is invalid: fieldManager: ${cause.message}`,
    { group: 'meta.k8s.io', kind: 'PatchOptions', causes: [cause] },
  );
}

function finish(
  { store }: ServerParts,
  exchange: Exchange,
  request: WriteRequest,
  written: Written,
): void {
  if (!request.isDryRun) {
    removeIfFinal(store, request, written.object);
  }
  answerWritten(exchange, written);
}

function answerWritten(
  { response }: Exchange,
  { object, isNew, warnings }: Written,
): void {
  const texts = warnings.map(text => `299 - ${JSON.stringify(text)}`);
  const headers = texts.length > 0 ? { warning: texts } : undefined;
  reply(response, isNew ? 201 : 200, asJson(object), headers);
}

function answerRemoval(
  { store, now }: ServerParts,
  { response, query }: Exchange,
  request: WriteRequest,
  options: unknown,
): void {
  const dryRun = isJsonObject(options) ? options.dryRun : undefined;
  const isDryRun = parseDryRun([
    ...query.getAll('dryRun'),
    ...(Array.isArray(dryRun) ? dryRun.map(String) : []),
  ]);
  const { object, isGone } = remove(
    store,
    { ...request, isDryRun },
    options,
    now(),
  );
  const { kind } = request;
  const details: JsonObject = {
    name: object.metadata.name,
    ...(kind.group && { group: kind.group }),
    kind: kind.plural,
    uid: textAt(asJson(object).metadata, 'uid') ?? '',
  };
  reply(
    response,
    200,
    isGone
      ? {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Success',
          details,
        }
      : asJson(object),
  );
}

function removeMany(
  { store, now }: ServerParts,
  { response, query }: Exchange,
  request: WriteRequest,
): void {
  if (!request.kind.isNamespaced) {
    throw unknownPath();
  }
  const isWanted = parseSelector(query);
  const { kind, namespace } = request;
  const gone = store
    .list(kind, namespace)
    .filter(object => isIn(object, namespace) && isWanted(object));
  for (const { metadata } of gone) {
    remove(store, { ...request, name: metadata.name }, {}, now());
  }
  reply(response, 200, {
    kind: `${kind.kind}List`,
    apiVersion: request.kind.group ? `${kind.group}/${kind.version}` : 'v1',
    metadata: { resourceVersion: String(store.revision) },
    items: gone.map(asJson),
  });
}
