import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Kafka, logLevel } from "kafkajs";
import { connectAsync } from "mqtt";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Service } from "../src/Service.js";
import { readServiceFile, readSettings } from "../src/settings.js";
import { ROLES } from "../src/environment.js";
import { openViewer } from "../src/testUtils/openViewer.js";
import { startRegistry } from "../src/testUtils/startRegistry.js";

const { KAFKA_BOOTSTRAP_SERVERS, MQTT_HOST } = process.env;
/** A real one where there is one; else one of the tests. */
const REGISTRY = process.env["KAFKA_SCHEMA_REGISTRY_URL"];
const isPossible = Boolean(KAFKA_BOOTSTRAP_SERVERS && MQTT_HOST);
const WHY = isPossible
  ? ""
  : " (skipped: set KAFKA_BOOTSTRAP_SERVERS and MQTT_HOST, see README.md)";

/** Between two looks at whether a service is ready. */
const POLL_MS = 50;

const file = readServiceFile() as object;

describe.skipIf(!isPossible).each(["json", "avro"])(
  `%s on real brokers${WHY}`,
  (encoding) => {
    const run = randomUUID().slice(0, 8);
    let registry: Awaited<ReturnType<typeof startRegistry>> | undefined;
    const settings = () =>
      readSettings(
        {
          ...process.env,
          SERVICE_ROLE: "all",
          ENCODING: encoding,
          KAFKA_SCHEMA_REGISTRY_URL: REGISTRY ?? registry?.url,
          HOST: "127.0.0.1",
          PORT: "0",
          MESSAGE_INTERVAL: "3600",
          MQTT_TOPIC: `test/${run}`,
          PING_TOPIC: `test-${run}-ping`,
          PONG_TOPIC: `test-${run}-pong`,
          DEAD_LETTER_TOPIC: `test-${run}-dead-letter`,
          CONSUMER_GROUP: `test-${run}`,
        },
        // All of them, whatever the platform plays for this service.
        { ...file, roles: [...ROLES] },
      );
    const services: Service[] = [];
    let admin: ReturnType<Kafka["admin"]>;
    let mqtt: Awaited<ReturnType<typeof connectAsync>>;

    beforeAll(async () => {
      if (!REGISTRY) registry = await startRegistry();
      const { kafka, mqtt: access, names } = settings();
      const brokers = kafka?.brokers ?? [];
      admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      await admin.createTopics({
        waitForLeaders: true,
        topics: [names.pingTopic, names.pongTopic, names.deadLetterTopic].map(
          (topic) => ({ topic, numPartitions: 3 }),
        ),
      });
      mqtt = await connectAsync(access?.url ?? "", { protocolVersion: 4 });
      const log = pino({ level: "silent" });
      // Two of them, as two pods: each browser has to see every pong.
      services.push(await Service.start(settings(), log));
      services.push(
        await Service.start({ ...settings(), roles: ["gateway"] }, log),
      );
      await Promise.all(services.map(becomeReady));
    }, 60_000);

    afterAll(async () => {
      await Promise.all(services.map((service) => service.stop()));
      const { names } = settings();
      const topics = [names.pingTopic, names.pongTopic, names.deadLetterTopic];
      await admin.deleteTopics({ topics });
      await Promise.all([admin.disconnect(), mqtt.endAsync()]);
      await registry?.close();
    }, 60_000);

    it("answers pings from MQTT with pongs on every gateway", async () => {
      const viewers = await Promise.all(
        services.map(({ address }) =>
          openViewer(`ws://${address}/ws/pong?filter=${run}`),
        ),
      );
      await Promise.all(viewers.map((viewer) => viewer.next()));
      const contents = Array.from({ length: 20 }, (_, i) => `${run} ${i}`);
      await mqtt.publishAsync(settings().names.mqttTopic, "no JSON");
      for (const content of contents) await ping(content);
      for (const viewer of viewers) {
        const seen = new Set<string>();
        while (seen.size < contents.length) {
          const frame = await viewer.next();
          if (frame.type !== "pong") throw new Error(JSON.stringify(frame));
          expect(frame.data.response).toBe(
            `pong: ${frame.data.originalContent}`,
          );
          expect(frame.data.processingTimeMs).toBeLessThan(30_000);
          seen.add(frame.data.originalContent);
        }
        expect([...seen].sort()).toEqual([...contents].sort());
        await viewer.close();
      }
    }, 60_000);

    it("keeps what it cannot read as a dead letter with the reason", async () => {
      const topic = settings().names.deadLetterTopic;
      const [end] = (await admin.fetchTopicOffsets(topic)).filter(
        ({ high }) => high !== "0",
      );
      expect(end?.high).toBe("1");
    }, 30_000);

    it("watches as a group of its own that commits nothing and is gone afterwards", async () => {
      const prefix = `${settings().names.name}-tail-`;
      const before = await findGroups(prefix);
      const log = pino({ level: "silent" });
      const roles = ["gateway"] as const;
      const service = await Service.start({ ...settings(), roles }, log);
      await becomeReady(service);
      const during = await findGroups(prefix);
      const [groupId = ""] = during.filter((one) => !before.includes(one));
      const topics = [settings().names.pongTopic];
      const [offsets] = await admin.fetchOffsets({ groupId, topics });
      expect(offsets?.partitions.map((one) => one.offset)).toEqual(
        Array(3).fill("-1"),
      );
      await service.stop();
      expect(await findGroups(prefix)).not.toContain(groupId);
    }, 60_000);

    async function findGroups(prefix: string): Promise<string[]> {
      const { groups } = await admin.listGroups();
      const ids = groups.map(({ groupId }) => groupId);
      return ids.filter((id) => id.startsWith(prefix));
    }

    async function ping(content: string): Promise<void> {
      const message = {
        messageId: randomUUID(),
        content,
        timestamp: Date.now(),
      };
      const { mqttTopic } = settings().names;
      await mqtt.publishAsync(mqttTopic, JSON.stringify(message), { qos: 1 });
    }
  },
);

/** Ready means that its roles run: the gateway reads, the processor answers. */
async function becomeReady(service: Service): Promise<void> {
  const deadline = Date.now() + 50_000;
  while (Date.now() < deadline) {
    const response = await fetch(`http://${service.address}/readyz`);
    if (response.ok) return;
    await response.body?.cancel();
    await wait(POLL_MS);
  }
  throw new Error("The service did not become ready.");
}
