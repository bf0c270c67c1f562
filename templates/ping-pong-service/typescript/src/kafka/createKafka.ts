import { Kafka, logLevel, type LogEntry, type SASLOptions } from "kafkajs";
import type { Logger } from "pino";
import type { KafkaSettings } from "../settings.js";

/**
 * How long a broker may hold a request for records. Leaving waits for the one
 * that is on its way, so this is a part of the time it takes to stop.
 */
export const MAX_WAIT_MS = 500;

/** A client whose log lines are ours, and whose consumers never give up. */
export function createKafka(
  settings: KafkaSettings,
  clientId: string,
  log: Logger,
): Kafka {
  const { brokers, tls, credentials } = settings;
  return new Kafka({
    clientId,
    brokers,
    ssl: tls,
    ...(credentials && { sasl: credentials as SASLOptions }),
    connectionTimeout: 5_000,
    requestTimeout: 15_000,
    retry: {
      retries: 5,
      maxRetryTime: 10_000,
      restartOnFailure: () => Promise.resolve(true),
    },
    logLevel: logLevel.WARN,
    logCreator: () => toLog(log),
  });
}

function toLog(log: Logger) {
  return ({ level, log: entry }: LogEntry): void => {
    const { message, groupId } = entry as { message: string; groupId?: string };
    const isError = level === logLevel.ERROR;
    log[isError ? "error" : "warn"]({ groupId }, `kafka: ${message}`);
  };
}
