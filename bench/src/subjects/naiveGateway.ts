import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Kafka, logLevel } from 'kafkajs';
import { WebSocketServer } from 'ws';
import { serveRole } from '../harness/roles';

/** Baseline B4, what a typical plugin does: kafkajs `eachMessage`, `JSON.stringify` and `ws.send` for each viewer. */
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

serveRole({
  listen: async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port };
  },
  run: async ({
    bootstrap,
    topic,
    group,
  }: {
    bootstrap: string;
    topic: string;
    group: string;
  }) => {
    const kafka = new Kafka({
      brokers: [bootstrap],
      logLevel: logLevel.NOTHING,
    });
    const consumer = kafka.consumer({ groupId: group });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: false });
    const hasJoined = new Promise(resolve =>
      consumer.on(consumer.events.GROUP_JOIN, resolve),
    );
    await consumer.run({
      eachMessage: async ({ partition, message }) => {
        for (const client of sockets.clients) {
          client.send(
            JSON.stringify({
              partition,
              offset: message.offset,
              key: message.key?.toString(),
              value: message.value?.toString(),
              timestamp: message.timestamp,
            }),
          );
        }
      },
    });
    await hasJoined;
  },
});
