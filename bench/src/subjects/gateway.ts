import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { serveRole } from '../harness/roles';
import { startPlugin } from './startPlugin';

interface StartRequest {
  port: number;
  bootstrap: string;
  topic: string;
  /** Overrides of `realtime.engine`. */
  engine?: Record<string, number>;
}

/** The plugin with one topic of one cluster, whose records everybody sees as they are. */
function start({ port, bootstrap, topic, engine }: StartRequest) {
  return startPlugin({
    port,
    annotations: { 'backstage-realtime.io/kafka-topics': `bench/${topic}` },
    realtime: {
      kafka: {
        clusters: {
          bench: { brokers: bootstrap.split(','), records: { enabled: true } },
        },
      },
      access: { allow: [{ name: 'everything' }] },
      masking: { applyDefault: false },
      engine: { scanBudgetRecords: 100_000_000, ...engine },
    },
  });
}

/** Memory is compared after garbage was collected, or it says more about timing than about use. */
setFlagsFromString('--expose-gc');
const gc: () => void = runInNewContext('gc');

/** Everything: called with a request as options, V8 would collect what is young only. */
const collectGarbage = () => gc();

/** Bytes the process holds: objects of V8, and buffers outside of them. */
function heldBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

serveRole({ start, collectGarbage, heldBytes });
