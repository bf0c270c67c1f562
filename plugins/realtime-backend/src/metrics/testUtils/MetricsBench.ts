import { mockServices } from '@backstage/backend-test-utils';
import type {
  MetricBoard,
  MetricBoards,
  RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import { readSettings } from '../../config/readSettings';
import { TestClock, turns } from '../../hub/testUtils/TestClock';
import { FakePrometheus } from '../../sources/prometheus/testUtils/FakePrometheus';
import { anEntity } from '../../testUtils/anEntity';
import { MetricsService, type MetricsGrant } from '../MetricsService';
import type { RolloutRevisions } from '../RolloutHashes';
import { aRangeAnswer } from './aRangeAnswer';

/** A rollout in the first cluster. */
export const ROLLOUT: RolloutRef = {
  cluster: 'prod',
  namespace: 'demo',
  name: 'counter',
};

/**
 * A metrics service on a real server, with time and hashes in the hands of the
 * test. Until a test says otherwise, every range is 3 for the canary and 9 for
 * stable.
 */
export class MetricsBench {
  readonly clock = new TestClock(1_700_000_000_000);
  readonly seen: MetricBoards[] = [];
  revisions: () => RolloutRevisions = () => ({ stable: 'aaa', canary: 'bbb' });
  private services: MetricsService[] = [];

  private constructor(readonly prometheus: FakePrometheus) {
    prometheus.now = () => this.clock.now();
    prometheus.answer = asked =>
      aRangeAnswer(asked, { canary: '3', stable: '9' });
  }

  static async start(): Promise<MetricsBench> {
    return new MetricsBench(await FakePrometheus.start());
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map(each => each.stop()));
    await this.prometheus.stop();
  }

  /** `prometheus`: the section of app-config; by default one instance for everything. */
  create(prometheus: object = {}): MetricsService {
    const { settings, clock, revisions: _ } = this.options(prometheus);
    const service = MetricsService.create({
      settings,
      clock,
      hashes: { hashesOf: async () => this.revisions() },
      logger: mockServices.logger.mock(),
    });
    this.services.push(service);
    return service;
  }

  private options(prometheus: object) {
    const instances = { main: { url: this.prometheus.url } };
    const { metrics } = readSettings(
      mockServices.rootConfig({
        data: { realtime: { prometheus: { instances, ...prometheus } } },
      }),
    );
    return { settings: metrics, clock: this.clock, revisions: this.revisions };
  }

  grant(
    rollouts: RolloutRef[] = [ROLLOUT],
    annotations: Record<string, string> = {},
  ): MetricsGrant {
    const entity = anEntity(annotations);
    return { entityRef: 'component:default/ping-pong', entity, rollouts };
  }

  /** What the service knows now of the first rollout of a grant. */
  async first(
    service: MetricsService,
    ...grant: Parameters<MetricsBench['grant']>
  ): Promise<MetricBoard> {
    return (await service.snapshot(this.grant(...grant))).boards[0];
  }

  /** Lets time pass until something has been told so often. */
  async told(count: number, stepMs = 200): Promise<MetricBoards> {
    const limit = 2_000;
    for (let i = 0; i < limit && this.seen.length < count; i += 1) {
      await this.clock.advance(stepMs);
      await turns(5);
    }
    const boards = this.seen[count - 1];
    if (!boards)
      throw new Error(`told ${this.seen.length} times, not ${count}`);
    return boards;
  }
}

/** A panel of a board, which must be there. */
export function panelOf(board: MetricBoard, query: string) {
  const panel = board.panels.find(each => each.query === query);
  if (!panel) throw new Error(`no panel ${query}`);
  return panel;
}
