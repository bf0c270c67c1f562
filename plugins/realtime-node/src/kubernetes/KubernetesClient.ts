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

/** Which objects to follow: all of a kind, those of a namespace, or one by name. @public */
export interface WatchTarget {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name?: string;
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
  /** Follows until the signal; see {@link WatchChange}. */
  watch(
    target: WatchTarget,
    options: { signal: AbortSignal },
  ): AsyncIterable<WatchChange>;
}
