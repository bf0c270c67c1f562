import {
  startRealKafkaCluster,
  type RealKafkaCluster,
} from '@backstage-realtime/sandbox/kafka';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Portal } from '../Portal';

const EXAMPLES = resolve(__dirname, '../../../../../examples');

/** Time between two readings: what takes minutes takes seconds. */
const FOCUSED_MS = 1_000;

/** A portal of its own on three brokers that can be stopped one by one. */
export class HealthPortal {
  private constructor(
    readonly cluster: RealKafkaCluster,
    private readonly portal: Portal,
    private readonly folder: string,
  ) {}

  static async start(): Promise<HealthPortal> {
    const cluster = await startRealKafkaCluster();
    const folder = await mkdtemp(join(tmpdir(), 'health-portal-'));
    try {
      const config = join(folder, 'app-config.yaml');
      await writeFile(config, configFor(cluster.bootstrap, folder));
      const portal = await Portal.start(['--no-sandbox', '--config', config]);
      return new HealthPortal(cluster, portal, folder);
    } catch (error) {
      await cluster.close();
      await rm(folder, { recursive: true });
      throw error;
    }
  }

  /** The database of the plugin: what it remembers of the past. */
  get database(): string {
    return join(this.folder, 'realtime.sqlite');
  }

  /** Address of the Topics tab of a component in entities.yaml. */
  addressOf(component: string): string {
    return `${this.portal.url}/catalog/default/component/${component}/topics`;
  }

  async stop(): Promise<void> {
    await this.portal.stop();
    await this.cluster.close();
    await rm(this.folder, { recursive: true });
  }
}

/** Over app-config.yaml; JSON is YAML. The limits are the plugin's own defaults, not those of the demo. */
function configFor(bootstrap: string, folder: string): string {
  const files = [
    join(__dirname, 'entities.yaml'),
    // `npm start` says Ready once the demo's entities are there; these come before.
    join(EXAMPLES, 'entities.yaml'),
  ];
  return JSON.stringify({
    backend: { database: { connection: { directory: folder } } },
    catalog: {
      locations: [
        ...files.map(target => ({ type: 'file', target })),
        {
          type: 'file',
          target: join(EXAMPLES, 'org.yaml'),
          rules: [{ allow: ['User', 'Group'] }],
        },
      ],
    },
    realtime: {
      kafka: { clusters: { local: { brokers: bootstrap.split(',') } } },
      health: {
        focusedMs: FOCUSED_MS,
        limits: {
          'lag.slo.warn': '60s',
          'lag.slo.critical': '300s',
          'lag.grace': '60s',
          'lag.clear': '60s',
          // The brokers tell of the disk of this very machine, however full it is.
          ...{ 'disk.free.warn': '0%', 'disk.free.critical': '0%' },
          ...{ 'disk.runway.warn': '0s', 'disk.runway.critical': '0s' },
        },
      },
    },
  });
}
