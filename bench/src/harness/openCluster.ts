// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the plugin offers its sockets to nobody but itself
import {
  KafkaRecordSource,
  type KafkaRecordSourceOptions,
} from '../../../plugins/realtime-backend/src/sources/kafka';

/** Says nothing; one that writes would bring the memory of the modules it is made of. */
const QUIET: KafkaRecordSourceOptions['logger'] = {
  child: () => QUIET,
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};

/** The plugin's own way to a cluster, as the backend opens it. */
export function openCluster(bootstrap: string) {
  const name = 'bench';
  const source = KafkaRecordSource.create({
    clusters: new Map([
      [
        name,
        {
          name,
          brokers: bootstrap.split(','),
          clientId: 'bench',
          ssl: false,
          connectTimeoutMs: 5_000,
          requestTimeoutMs: 30_000,
          recordsEnabled: false,
        },
      ],
    ]),
    logger: QUIET,
  });
  const lease = source.acquire(name);
  return {
    connection: lease.connection,
    acquire: () => source.acquire(name),
    close: async () => {
      lease.release();
      await source.close();
    },
  };
}
