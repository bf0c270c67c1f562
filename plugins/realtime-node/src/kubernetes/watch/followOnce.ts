import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { ask } from '../http/ask';
import type { Connection } from '../http/Connection';
import { toStatusError } from '../http/toStatusError';
import { readJson } from '../http/readJson';
import type {
  KubernetesObject,
  WatchChange,
  WatchOptions,
  WatchTarget,
} from '../KubernetesClient';
import { readObject } from '../readObject';
import { readLines } from './readLines';

/** The server ends a watch after this long; it is begun again where it stopped. */
const WATCH_SECONDS = 300;

/**
 * A watch that outlives its end by this much is given up: a server that is
 * gone without a word says nothing for ever.
 */
const GRACE_SECONDS = 30;

/**
 * A watch in which nothing comes for this long is begun again where it
 * stopped: bookmarks come once a minute, so the connection may be dead.
 */
const IDLE_SECONDS = 90;

/** The kernel asks a silent peer whether it is still there. */
const KEEP_ALIVE_MS = 15_000;

/** How long one watch may last, and how long it may be silent. */
export interface WatchBounds {
  longestMs: number;
  idleMs: number;
}

const BOUNDS: WatchBounds = {
  longestMs: (WATCH_SECONDS + GRACE_SECONDS) * 1_000,
  idleMs: IDLE_SECONDS * 1_000,
};

/** Objects of one list request. */
const PAGE_SIZE = 500;

/** Objects of one watch; more need a narrower target. */
const MAX_OBJECTS = 20_000;

const listPage = z.object({
  metadata: z.object({
    resourceVersion: z.string(),
    continue: z.string().optional(),
  }),
  items: z.array(z.unknown()),
});

const event = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.looseObject({}),
});

/** One path of one cluster, and the kind it answers with. */
export interface WatchWay {
  connection: Connection;
  path: string;
  target: WatchTarget;
  signal: AbortSignal;
  /** See {@link WatchOptions.onAlive}. */
  onAlive?: () => void;
  /** The error for a collection that is not there: its kind is not served any longer. */
  gone(): Error;
}

/** All objects now, in pages, and the version from which to watch. */
export async function listAll(
  way: WatchWay,
): Promise<{ objects: KubernetesObject[]; version: string }> {
  const objects: KubernetesObject[] = [];
  let next: string | undefined;
  for (;;) {
    const query = { ...selector(way), limit: `${PAGE_SIZE}`, continue: next };
    const call = { method: 'GET' as const, path: way.path, query };
    const { signal } = way;
    const { status, body } = await ask(way.connection, { ...call, signal });
    if (status !== 200) throw refusal(way, status, body);
    const page = listPage.parse(body);
    objects.push(...page.items.map(item => readObject(item, way.target)));
    next = page.metadata.continue || undefined;
    if (!next) return { objects, version: page.metadata.resourceVersion };
    if (objects.length >= MAX_OBJECTS)
      throw refusal(way, 413, { message: `more than ${MAX_OBJECTS} objects` });
  }
}

/**
 * Changes after a version, until the server ends the watch or says nothing for
 * too long. `last` is moved
 * as far as it came, also by bookmarks. Throws `realtime.kubernetes.expired`
 * when the version is too old, which comes as an event of the stream.
 */
export async function* followOnce(
  way: WatchWay,
  last: { version: string },
  bounds = BOUNDS,
): AsyncGenerator<WatchChange> {
  const response = await way.connection.send({
    method: 'GET',
    path: way.path,
    query: {
      ...selector(way),
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: last.version,
      timeoutSeconds: `${WATCH_SECONDS}`,
    },
    signal: way.signal,
  });
  if (response.statusCode !== 200) {
    const { status, body } = await readJson(
      response,
      way.connection,
      way.signal,
    );
    throw refusal(way, status, body);
  }
  way.onAlive?.();
  const silence = watchSilence(response, bounds);
  try {
    for await (const line of readLines(response)) {
      silence.broken();
      way.onAlive?.();
      const { type, object } = event.parse(line);
      if (type === 'ERROR') throw refusal(way, statusOf(object), object);
      last.version = versionOf(object);
      const change = toChange(type, object, way.target);
      if (change) yield change;
    }
  } catch (error) {
    if (!silence.isIdle()) throw error;
  } finally {
    silence.stop();
    response.destroy();
  }
}

/** Ends a watch that is silent, or that has no end; only the latter is a fault. */
function watchSilence(
  response: IncomingMessage,
  { longestMs, idleMs }: WatchBounds,
) {
  let isIdle = false;
  response.socket.setKeepAlive(true, KEEP_ALIVE_MS);
  const giveUp = () => response.destroy(new Error('the watch has no end'));
  const longest = setTimeout(giveUp, longestMs);
  const idle = setTimeout(() => {
    isIdle = true;
    response.destroy(new Error('the watch is silent'));
  }, idleMs);
  return {
    isIdle: () => isIdle,
    broken: () => idle.refresh(),
    stop: () => [longest, idle].forEach(timer => clearTimeout(timer)),
  };
}

function toChange(
  type: string,
  object: object,
  target: WatchTarget,
): WatchChange | undefined {
  if (type === 'BOOKMARK') return undefined;
  const read = readObject(object, target);
  return type === 'DELETED'
    ? { type: 'removed', object: read }
    : { type: 'changed', object: read };
}

function selector({ target }: WatchWay): Record<string, string | undefined> {
  const { name, labelSelector } = target;
  return { fieldSelector: name && `metadata.name=${name}`, labelSelector };
}

function versionOf(object: { metadata?: unknown }): string {
  const { resourceVersion } = z
    .looseObject({ resourceVersion: z.string() })
    .parse(object.metadata);
  return resourceVersion;
}

function statusOf(object: { code?: unknown }): number {
  return typeof object.code === 'number' ? object.code : 500;
}

/** Of a collection, 404 is never about an object: a namespace without any has an empty one. */
function refusal(way: WatchWay, status: number, body: unknown): Error {
  if (status === 404) return way.gone();
  const { connection, target } = way;
  const what = `${target.kind} objects were not read`;
  return toStatusError(connection.settings.name, what, status, body);
}
