import { Kafka, logLevel } from 'kafkajs';
import { createRandom, createValue, schedule } from '../harness/workload';
import { serveRole } from '../harness/roles';

/** Records waiting here are sent together this often: the linger of the workload, in ms. */
const LINGER_MS = 5;
const KEYS = 1_000;

interface RunRequest {
  bootstrap: string;
  topic: string;
  perSecond: number;
  valueBytes: number;
  seed: number;
}

let takeWorstLagMs = () => 0;
let sent = 0;
let halt = async () => {};

/** Produces open loop: each record carries the time it should have been sent, late or not. */
async function run({
  bootstrap,
  topic,
  perSecond,
  valueBytes,
  seed,
}: RunRequest): Promise<void> {
  const random = createRandom(seed);
  const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING });
  const loader = kafka.producer({ allowAutoTopicCreation: false });
  await loader.connect();
  let waiting: Array<{
    key: string;
    value: Buffer;
    headers: Record<string, string>;
  }> = [];
  const sender = schedule(perSecond, intendedNs => {
    waiting.push({
      key: `key-${Math.floor(random() * KEYS)}`,
      value: createValue(valueBytes, sent++, intendedNs),
      headers: {
        source: 'bench',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
    });
  });
  takeWorstLagMs = sender.takeWorstLagMs;
  const pending = new Set<Promise<unknown>>();
  const flush = () => {
    const messages = waiting;
    waiting = [];
    if (messages.length === 0) return;
    const sending = loader.send({ topic, messages, acks: 1 });
    pending.add(sending);
    sending.finally(() => pending.delete(sending));
  };
  const timer = setInterval(flush, LINGER_MS);
  halt = async () => {
    sender.stop();
    clearInterval(timer);
    flush();
    await Promise.all(pending);
  };
}

/** Fills a topic before a round; large sends, so that batches are as a busy producer makes them. */
async function preload({
  bootstrap,
  topic,
  records,
  valueBytes,
}: RunRequest & { records: number }): Promise<void> {
  const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING });
  const loader = kafka.producer({ allowAutoTopicCreation: false });
  await loader.connect();
  const chunk = 10_000;
  for (let at = 0; at < records; at += chunk) {
    const messages = Array.from(
      { length: Math.min(chunk, records - at) },
      (_, i) => ({
        key: `key-${(at + i) % KEYS}`,
        value: createValue(valueBytes, at + i, 0n),
        headers: {
          source: 'bench',
          traceparent:
            '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        },
      }),
    );
    await loader.send({ topic, messages, acks: 1 });
  }
  await loader.disconnect();
}

serveRole({
  run,
  preload,
  /** Sends what waits; resolves when the broker has it all. */
  halt: () => halt(),
  /** Worst lag since the last call, in ms; records sent so far. */
  lag: () => ({ worstLagMs: takeWorstLagMs(), sent }),
});
