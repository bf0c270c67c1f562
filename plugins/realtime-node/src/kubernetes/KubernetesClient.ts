import type {
  Manifest,
  ManifestRef,
} from '@backstage-realtime/plugin-realtime-common';

/** An object as the API server answers it; more fields than listed here. @public */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    /** Opaque: compare for equality only. */
    resourceVersion?: string;
    generation?: number;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [more: string]: unknown;
  };
  spec?: unknown;
  status?: unknown;
  [more: string]: unknown;
}

/** Whatever is asked ends when this does. @public */
export interface Cancellable {
  signal?: AbortSignal;
}

/** Which objects to follow: all of a kind, those of a namespace, those with labels, or one by name. @public */
export interface WatchTarget {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name?: string;
  /** As the API takes it: `app=a,tier!=test`. */
  labelSelector?: string;
}

/** How one watch is followed. @public */
export interface WatchOptions {
  signal: AbortSignal;
  /**
   * Called whenever the cluster tells something, also that nothing changed:
   * once a minute or so. What is known was true then.
   */
  onAlive?: () => void;
}

/** A JSON merge patch, RFC 7386: null removes a field. @public */
export interface MergePatch {
  /** Falls back to the object itself where the kind has no such part. */
  subresource?: 'status';
  body: Record<string, unknown>;
}

/**
 * What a watch tells. It begins with a `snapshot`, and sends another one
 * whenever changes may have been missed: it replaces everything known.
 * `interrupted` is for people; the watch goes on by itself.
 * @public
 */
export type WatchChange =
  | { type: 'snapshot'; objects: KubernetesObject[] }
  | { type: 'changed'; object: KubernetesObject }
  | { type: 'removed'; object: KubernetesObject }
  | { type: 'interrupted'; reason: string };

/**
 * One Kubernetes cluster, spoken to with the credential of app-config. Errors
 * are RealtimeErrors with a code of `realtime.kubernetes.*`; none holds the
 * address or the token. Each request has a timeout, and ends with the signal.
 * @public
 */
export interface KubernetesClient {
  /** Its name in app-config. */
  readonly cluster: string;
  /**
   * Server-side apply as `backstage-realtime` with strict validation. A field
   * of another manager is never taken over: that is a conflict, which names
   * field and manager.
   */
  apply(
    manifest: Manifest,
    options?: Cancellable & { isDryRun?: boolean },
  ): Promise<KubernetesObject>;
  /** What {@link KubernetesClient.apply} sends, for people: method, path and query, without the address. */
  describeApply(ref: ManifestRef, options?: Cancellable): Promise<string>;
  /** Undefined when there is no such object. */
  get(
    ref: ManifestRef,
    options?: Cancellable,
  ): Promise<KubernetesObject | undefined>;
  /** Removes the object with this `uid` and no other; false when it is gone already. */
  remove(
    ref: ManifestRef,
    options: Cancellable & { uid: string },
  ): Promise<boolean>;
  /**
   * Changes single fields of an object. With `resourceVersion` only that
   * version is changed; an object that is newer is `realtime.kubernetes.conflict`,
   * one that is gone `realtime.kubernetes.not-found`.
   */
  patch(
    ref: ManifestRef,
    patch: MergePatch,
    options?: Cancellable & { resourceVersion?: string },
  ): Promise<KubernetesObject>;
  /** Objects now, at most 20,000; more are refused, not cut. */
  list(target: WatchTarget, options?: Cancellable): Promise<KubernetesObject[]>;
  /** Follows until the signal; see {@link WatchChange}. */
  watch(target: WatchTarget, options: WatchOptions): AsyncIterable<WatchChange>;
}
