import type {
  ClusterReading,
  Missing,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';

/** A kind of object, and what of it is kept in memory. */
export interface WatchedKind<T> {
  apiVersion: string;
  kind: string;
  parse(object: KubernetesObject): T;
}

/** Where objects are read; `cluster` is a name of app-config, and `namespace` is empty for kinds of the cluster. */
export interface WatchPlace {
  cluster: string;
  namespace: string;
}

/** Objects by name, and how far they are to be trusted. */
export interface KindReading<T> {
  mode: ClusterReading['mode'];
  objects: ReadonlyMap<string, T>;
  /** When the cluster last told something, or that nothing changed. */
  readAtMs?: number;
  /** Since when it is away or refuses. */
  sinceMs?: number;
  /** Why objects are missing: all of them, or some beyond a limit. */
  missing?: Missing;
}
