import type { EachBatchPayload, Kafka, KafkaMessage, Message } from "kafkajs";
import type { Context, Stop } from "../context.js";
import { MAX_WAIT_MS } from "../kafka/createKafka.js";
import { createProducer } from "../kafka/Outbox.js";
import type { DeadLetters } from "../kafka/DeadLetters.js";
import { watchMembership } from "../kafka/watchMembership.js";
import { buildPong, Ping } from "../messages/messages.js";
import { countMessages } from "../metrics.js";

/**
 * Answers each ping with a pong. Offsets are committed after the pongs are
 * stored, so a crash repeats pongs and never loses one; their messageId tells
 * repetitions. A group that is new begins with the oldest ping there is.
 */
export async function startProcessor(
  kafka: Kafka,
  context: Context,
  deadLetters: DeadLetters,
): Promise<Stop> {
  const { pingTopic, pongTopic, consumerGroup } = context.settings.names;
  const producer = createProducer(kafka);
  const consumer = kafka.consumer({
    groupId: consumerGroup,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: MAX_WAIT_MS,
  });
  watchMembership(consumer, context.health, "processor");
  const stop = async (): Promise<void> => {
    await consumer.disconnect();
    await producer.disconnect();
  };
  try {
    await context.encoding.openWriter("pong");
    await context.encoding.openReader("ping");
    await producer.connect();
    await consumer.connect();
    await consumer.subscribe({ topics: [pingTopic], fromBeginning: true });
    await consumer.run({
      eachBatch: async (payload) => {
        const messages = await answerAll(payload.batch, context, deadLetters);
        if (messages.length > 0) {
          await producer.send({ topic: pongTopic, messages });
        }
        const { metrics, now } = context;
        countMessages(metrics, "processor", now(), messages.length);
        payload.resolveOffset(payload.batch.lastOffset());
        await payload.heartbeat();
      },
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/**
 * All are read before the first is answered: when the registry is away, the
 * whole batch is tried again, and nothing of it was kept as a dead letter.
 */
async function answerAll(
  batch: EachBatchPayload["batch"],
  context: Context,
  deadLetters: DeadLetters,
): Promise<Message[]> {
  const read = await Promise.all(
    batch.messages.map(async (message) => ({
      message,
      parsed: await context.encoding.read(Ping, message.value),
    })),
  );
  return read.flatMap(({ message, parsed }) => {
    if (parsed.ok) return [answer(parsed.value, message, context)];
    deadLetters.add({
      stage: "processor",
      reason: parsed.reason,
      value: message.value,
      origin: `kafka:${batch.topic}/${batch.partition}@${message.offset}`,
    });
    return [];
  });
}

function answer(
  ping: Ping,
  { headers }: KafkaMessage,
  { encoding, metrics, now }: Context,
): Message {
  const nowMs = now();
  const pong = buildPong(ping, nowMs);
  if (ping.timestamp > nowMs) metrics.clockSkew.inc();
  metrics.processing.observe(pong.processingTimeMs / 1000);
  return {
    key: pong.messageId,
    value: encoding.write("pong", pong),
    ...(headers && { headers }),
  };
}
