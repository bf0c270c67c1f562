import { badRequest, expired } from '../model/ApiError';
import type { JsonObject } from '../model/json';
import { apiVersionOf } from '../model/Kind';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';
import type { StoreEvent } from '../store/EventLog';
import { isSameKind, type ObjectStore } from '../store/ObjectStore';
import { parseSelector, type Selector } from '../store/selectors';
import { isIn } from './answerList';
import type { Exchange } from './Exchange';
import type { ResourceTarget } from './parseTarget';

const DEFAULT_TIMEOUT_S = 1_800;
const MAX_TIMEOUT_S = 3_600;
/** A reader that holds more unread bytes is cut off; it may come back. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;
export const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

/**
 * One watch: what happened since a revision, then what happens, one JSON
 * object a line, until the time is up or the reader goes. A revision that is
 * forgotten is an ERROR *event* with code 410 in a stream that began well.
 * Objects that begin or cease to match the selector are ADDED or DELETED.
 */
export class Watch {
  readonly #exchange: Exchange;
  readonly #store: ObjectStore;
  readonly #target: ResourceTarget;
  readonly #isWanted: Selector;
  /** 0: from what is there. */
  readonly #from: number;
  #unsubscribe = () => {};
  #timer?: NodeJS.Timeout;

  /** Throws ApiError 400 before anything is sent. */
  constructor(exchange: Exchange, store: ObjectStore, target: ResourceTarget) {
    this.#exchange = exchange;
    this.#store = store;
    this.#target = target;
    const selector = parseSelector(exchange.query);
    this.#from = parseVersion(exchange.query.get('resourceVersion') || '0');
    this.#isWanted = object =>
      isIn(object, target.namespace) &&
      (!target.name || object.metadata.name === target.name) &&
      selector(object);
  }

  /** Returns at once; `onEnd` is called when it is over, whatever way. */
  start(onEnd: () => void): void {
    const { response, query } = this.#exchange;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    response.once('close', () => {
      this.#unsubscribe();
      clearTimeout(this.#timer);
      onEnd();
    });
    if (!this.#sendPast()) {
      response.end();
      return;
    }
    this.#unsubscribe = this.#store.events.subscribe(event =>
      this.#forward(event),
    );
    const asked = Number(query.get('timeoutSeconds')) || DEFAULT_TIMEOUT_S;
    const seconds = Math.min(asked, MAX_TIMEOUT_S);
    this.#timer = setTimeout(() => this.#end(), seconds * 1_000).unref();
  }

  /** false: the reader has to list again, and was told so. */
  #sendPast(): boolean {
    const { query } = this.#exchange;
    const from = this.#from;
    const wantsInitial = query.get('sendInitialEvents') === 'true';
    if (wantsInitial || from === 0) {
      this.#sendInitial(wantsInitial);
      return true;
    }
    const past = this.#store.events.since(from);
    if (!past) {
      const { revision } = this.#store;
      const error = expired(`too old resource version: ${from} (${revision})`);
      this.#send('ERROR', error.toStatus());
      return false;
    }
    past.forEach(event => this.#forward(event));
    return true;
  }

  #sendInitial(isMarked: boolean): void {
    const { kind, namespace } = this.#target;
    for (const object of this.#store.list(kind, namespace)) {
      if (this.#isWanted(object)) {
        this.#send('ADDED', asJson(object));
      }
    }
    if (isMarked) {
      this.#sendBookmark({ annotations: { [INITIAL_EVENTS_END]: 'true' } });
    }
  }

  #forward({ kind, object, previous }: StoreEvent): void {
    if (!isSameKind(kind, this.#target.kind)) {
      return;
    }
    const now = object && this.#isWanted(object) ? object : undefined;
    const before = previous && this.#isWanted(previous) ? previous : undefined;
    if (now) {
      this.#send(before ? 'MODIFIED' : 'ADDED', asJson(now));
    } else if (before) {
      this.#send('DELETED', asJson(lastState(before, object)));
    }
  }

  #sendBookmark(metadata: JsonObject = {}): void {
    const { kind } = this.#target;
    this.#send('BOOKMARK', {
      kind: kind.kind,
      apiVersion: apiVersionOf(kind),
      metadata: {
        resourceVersion: String(this.#store.revision),
        creationTimestamp: null,
        ...metadata,
      },
    });
  }

  #send(type: string, object: JsonObject): void {
    const { response } = this.#exchange;
    if (response.writableLength > MAX_UNREAD_BYTES) {
      response.destroy();
      return;
    }
    response.write(`${JSON.stringify({ type, object })}\n`);
  }

  /** In order: the reader learns up to where it has seen everything. */
  #end(): void {
    if (this.#exchange.query.get('allowWatchBookmarks') === 'true') {
      this.#sendBookmark();
    }
    this.#exchange.response.end();
  }
}

function parseVersion(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw badRequest(`invalid resource version "${text}"`);
  }
  return Number(text);
}

/** An object that stopped matching is sent as it was, under the revision of the change. */
function lastState(
  before: KubernetesObject,
  object: KubernetesObject | undefined,
): KubernetesObject {
  const { resourceVersion } = (object ?? before).metadata;
  return { ...before, metadata: { ...before.metadata, resourceVersion } };
}
