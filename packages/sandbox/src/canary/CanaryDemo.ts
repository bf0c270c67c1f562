import { SYSTEM_CLOCK, type Clock } from '../kubernetes/Clock';
import { InternalClient } from '../kubernetes/controllers/InternalClient';
import type { KubernetesApi } from '../kubernetes/KubernetesApi';
import type { JsonObject } from '../kubernetes/model/json';
import type { Kind } from '../kubernetes/model/Kind';
import { ROLLOUT_API, Rollouts } from '../kubernetes/rollouts/Rollouts';
import {
  PrometheusApi,
  type PrometheusKind,
} from '../prometheus/PrometheusApi';
import {
  CHECKOUT_COMPARISON,
  CHECKOUT_ROLLOUT,
  COUNTER,
  COUNTER_ANALYSIS,
  COUNTER_ROLLOUT,
  DEMO_NAMESPACE,
} from './demoObjects';
import { DemoTeam } from './DemoTeam';
import { Traffic } from './Traffic';

export interface CanaryDemoOptions {
  /** Of the Prometheus API; default any free one. */
  prometheusPort?: number;
  /** Path of an installed Prometheus; default the stand-in. */
  prometheusProgram?: string;
  clock?: Clock;
}

/** What another process needs to ask it. */
export interface PrometheusStatus {
  kind: PrometheusKind;
  url: string;
  series: number;
  /** Requests since the start. */
  queries: number;
}

/**
 * Two services that are deployed as canaries, from end to end: a team that
 * deploys, controllers that move pods, users who send requests, a Prometheus
 * that has scraped them, and analysis that asks it and decides. No number is
 * made up on the way: a canary that answers badly fails because its series
 * say so.
 */
export class CanaryDemo {
  private constructor(
    readonly prometheus: PrometheusApi,
    private readonly rollouts: Rollouts,
    private readonly traffic: Traffic,
    private readonly team: DemoTeam,
  ) {}

  static async start(
    api: KubernetesApi,
    options: CanaryDemoOptions = {},
  ): Promise<CanaryDemo> {
    const { clock = SYSTEM_CLOCK } = options;
    const prometheus = await PrometheusApi.start({
      port: options.prometheusPort,
      program: options.prometheusProgram,
      now: clock.now,
    });
    const client = new InternalClient(api, 'demo-team');
    const kindOf = (name: string) => requireKind(client, name);
    const rolloutKind = kindOf('Rollout');
    const rollouts = new Rollouts(api, {
      prometheusUrl: prometheus.url,
      clock,
    });
    const { store: series } = prometheus;
    const traffic = new Traffic({
      objects: api.store,
      series,
      rolloutKind,
      experimentKind: kindOf('Experiment'),
      clock,
    });
    const team = new DemoTeam(client, rolloutKind, clock);
    create(client, kindOf('AnalysisTemplate'), COUNTER_ANALYSIS);
    create(client, kindOf('AnalysisTemplate'), CHECKOUT_COMPARISON);
    create(client, rolloutKind, COUNTER_ROLLOUT);
    create(client, rolloutKind, CHECKOUT_ROLLOUT);
    return new CanaryDemo(prometheus, rollouts, traffic, team);
  }

  get status(): PrometheusStatus {
    const { kind, queryCount, store, url } = this.prometheus;
    return { kind, url, series: store.size, queries: queryCount };
  }

  /** While it is so, a canary of the counter, one under way or a new one, fails its next analysis. */
  setCanaryBad(isBad: boolean): void {
    this.traffic.setBadCanary(isBad ? COUNTER : undefined);
    if (isBad) {
      this.team.hurry(COUNTER);
    }
  }

  async stop(): Promise<void> {
    this.team.stop();
    this.traffic.stop();
    this.rollouts.stop();
    await this.prometheus.close();
  }
}

function requireKind(client: InternalClient, name: string): Kind {
  const kind = client.kind(ROLLOUT_API, name);
  if (!kind) {
    throw new Error(`The kind ${name} of ${ROLLOUT_API} is not defined.`);
  }
  return kind;
}

function create(client: InternalClient, kind: Kind, object: JsonObject): void {
  const { name } = object.metadata as { name: string };
  client.create({ kind, namespace: DEMO_NAMESPACE, name }, object);
}
