import { Kafka, logLevel } from 'kafkajs';
import { encodeBatch } from './log/encodeBatch';
import { StandInKafka, type StandInOptions } from './StandInKafka';
import { TestClient } from './testClient';

export const TOPIC = 'pings';

export const batchOf = (count: number, value = 'v') =>
  encodeBatch(
    Array.from({ length: count }, () => ({ value, timestampMs: 1_000 })),
  );

/** Starts brokers and clients for the tests of a suite, and ends them after each. */
export function useStandIns() {
  const open: { close(): unknown }[] = [];

  afterEach(async () => {
    for (const each of open.splice(0).reverse()) {
      await each.close();
    }
  });

  const start = async (options: StandInOptions = {}) => {
    const topics = [{ name: TOPIC, partitions: 2, replicationFactor: 1 }];
    const kafka = await StandInKafka.start({ topics, ...options });
    open.push(kafka);
    return kafka;
  };

  const connect = async (kafka: StandInKafka) => {
    const client = await TestClient.open(kafka.bootstrap);
    open.push(client);
    return client;
  };

  const adminOf = async (
    kafka: StandInKafka,
    sasl?: { username: string; password: string },
  ) => {
    const admin = new Kafka({
      brokers: kafka.bootstrap.split(','),
      logLevel: logLevel.NOTHING,
      sasl: sasl && { mechanism: 'plain', ...sasl },
      retry: { retries: 5, initialRetryTime: 20 },
    }).admin();
    open.push({ close: () => admin.disconnect() });
    await admin.connect();
    return admin;
  };

  const endWith = (close: () => unknown) => void open.push({ close });

  return { adminOf, connect, endWith, start };
}
