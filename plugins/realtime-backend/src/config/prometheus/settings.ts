import type { MetricUnit } from '@backstage-realtime/plugin-realtime-common';
import type { AzureSettings } from '../../sources/prometheus/auth/AzureAuth';
import type { OAuth2Settings } from '../../sources/prometheus/auth/OAuth2Auth';
import type { SigV4Settings } from '../../sources/prometheus/auth/SigV4Auth';

/** How the backend proves to Prometheus who it is; one file below `auth/` a kind. */
export type PrometheusAuthSettings =
  | { type: 'none' }
  | { type: 'basic'; username: string; password: string }
  | { type: 'bearer'; token: string }
  | { type: 'bearer'; file: string }
  | ({ type: 'oauth2' } & OAuth2Settings)
  | ({ type: 'azure' } & AzureSettings)
  | ({ type: 'sigv4' } & SigV4Settings)
  /** A proxy beside the application that has the credential and answers queries of now only. */
  | { type: 'sidecar' };

/** A Prometheus, or what answers as one; only from app-config. */
export interface PrometheusInstanceSettings {
  name: string;
  /** Base of the API, without `/api/v1`. */
  url: string;
  auth: PrometheusAuthSettings;
  timeoutMs: number;
  /** Globs over the cluster and the namespace of a rollout; missing: all. */
  clusters?: string[];
  namespaces?: string[];
}

/** A query by its name. */
export interface NamedQuery {
  title: string;
  unit: MetricUnit;
  /** PromQL with `${…}` inside quotes. */
  expr: string;
  /** A line to draw. */
  limit?: { value: number; label: string };
  /** Its panel is left out while there is nothing to draw. */
  isOptional: boolean;
}

/** Queries by name, in the order of their panels. */
export type QuerySet = ReadonlyMap<string, NamedQuery>;

/** Everything app-config says about metrics. */
export interface MetricsSettings {
  /** In order: the first that matches a rollout answers. */
  instances: PrometheusInstanceSettings[];
  querySets: ReadonlyMap<string, QuerySet>;
  /** Time between two readings while a tab is open, and while only a card is. */
  focusedMs: number;
  backgroundMs: number;
  /** Length and step of the time axis. */
  rangeMs: number;
  stepMs: number;
  /** Rollouts read at the same time. */
  rolloutsPerProcess: number;
}
