import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type {
  CheckResult,
  ClusterName,
  TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import { systemClock, type Clock } from '../../../clock';
import { healthDefaults } from '../../../config/schema';
import { openDatabase } from '../../../openDatabase';
import { anEntity } from '../../../testUtils/anEntity';
import { databaseIn, memoryDatabase } from '../../../testUtils/memoryDatabase';
import { ENTITY } from '../../../testUtils/names';
import type { HealthGrant } from '../../../access/HealthAccess';
import { DatabaseHistoryStore } from '../../history/DatabaseHistoryStore';
import { HealthService } from '../../HealthService';
import { KafkaObserver } from '../../observe/KafkaObserver';
import type { ObserveFixture } from '../../observe/testUtils/ObserveFixture';

const SYSTEM = 'local' as ClusterName;

/** What goes wrong shows in what is said. */
const SILENT: LoggerService = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => SILENT,
};

interface HoursOptions {
  kafka: ObserveFixture;
  topic: string;
  group: string;
  isReadAllowed: boolean;
  /** How long ago they begin: brokers take no record that is far ahead. Default: now. */
  agoMs?: number;
  /** Default: the component of the tests. */
  entityRef?: string;
  /** File of a database that remembers them. Default: none does. */
  database?: string;
}

/**
 * Health of one topic and one group on a real cluster over hours that pass in
 * an instant: time is only added between two readings.
 */
export class Hours {
  private readonly clock: Clock = {
    ...systemClock,
    now: () => Date.now() + this.addedMs,
  };
  private readonly knex: Knex;
  private addedMs: number;
  private service?: HealthService;

  static async begin(options: HoursOptions): Promise<Hours> {
    const hours = new Hours(options);
    await hours.start(options);
    return hours;
  }

  private constructor(private readonly options: HoursOptions) {
    const { database } = options;
    this.knex = database ? databaseIn(database) : memoryDatabase();
    this.addedMs = -(options.agoMs ?? 0);
  }

  /** The time of these hours, in ms since 1970. */
  get nowMs(): number {
    return this.clock.now();
  }

  /** The health after this much more time. */
  async after(ms: number): Promise<TopicHealth> {
    this.addedMs += ms;
    if (!this.service) throw new Error('The hours are over.');
    return await this.service.snapshot(this.grant());
  }

  /** What the check says of it after this much more time. */
  async check(id: string, ms: number): Promise<CheckResult> {
    const { checks } = await this.after(ms);
    const found = checks.find(({ check }) => check === id);
    if (!found) throw new Error(`${id} said nothing.`);
    return found;
  }

  async end(): Promise<void> {
    await this.service?.stop();
    this.service = undefined;
    await this.knex.destroy();
  }

  private async start({
    kafka: { connection },
    isReadAllowed,
  }: HoursOptions): Promise<void> {
    const { clock, knex } = this;
    const database = { getClient: async () => knex };
    const observer = KafkaObserver.create({
      acquire: () => ({ connection, release: () => {} }),
      plan: { isReadAllowed },
      clock,
    });
    this.service = HealthService.create({
      settings: healthDefaults,
      observers: new Map([['local', observer]]),
      store: DatabaseHistoryStore.create(await openDatabase(database)),
      clock,
      logger: SILENT,
    });
  }

  private grant(): HealthGrant {
    const { topic, group, entityRef = ENTITY } = this.options;
    return {
      ok: true,
      entityRef,
      entity: anEntity(),
      streams: [{ kind: 'kafka', system: SYSTEM, topic }],
      groups: [{ system: SYSTEM, group }],
      problems: [],
    };
  }
}
