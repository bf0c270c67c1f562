import { connectAsync } from "mqtt";
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { WebSocket } from "ws";
import { readServiceFile, readSettings } from "./settings.js";

/**
 * Sends pings over MQTT at a rate and counts the pongs that come back over the
 * WebSocket: a round trip through every stage. Exit code 1 when one is missing.
 */
const HELP = `npm run load-test -- [--messages 1000] [--rate 100] [--url ws://localhost:8080/ws/pong]

MQTT_HOST, MQTT_PORT, MQTT_USER and MQTT_PASSWORD say where the broker is.`;

const LAST_PONG_MS = 30_000;
const TICK_MS = 20;

interface Options {
  messages: number;
  /** Pings a second. */
  rate: number;
  url: string;
}

async function main(): Promise<boolean> {
  const options = readOptions();
  const settings = readSettings(
    { ...process.env, SERVICE_ROLE: "generator" },
    readServiceFile(),
  );
  if (!settings.mqtt) throw new Error(HELP);
  const { url: mqttUrl, ...credentials } = settings.mqtt;
  const run = randomUUID().slice(0, 8);
  const viewer = await openViewer(`${options.url}?filter=load-${run}`);
  const mqtt = await connectAsync(mqttUrl, {
    ...credentials,
    protocolVersion: 4,
  });
  const latencies: number[] = [];
  const done = countPongs(viewer, latencies, options.messages);
  await sendPings(options, (index) => {
    const ping = {
      messageId: randomUUID(),
      content: `load-${run} ${index}`,
      timestamp: Date.now(),
      source: "load-test",
    };
    mqtt.publish(settings.names.mqttTopic, JSON.stringify(ping), { qos: 1 });
  });
  await Promise.race([done, wait(LAST_PONG_MS, undefined, { ref: false })]);
  await mqtt.endAsync();
  viewer.close();
  report(options, latencies);
  return latencies.length === options.messages;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      messages: { type: "string", default: "1000" },
      rate: { type: "string", default: "100" },
      url: { type: "string", default: "ws://localhost:8080/ws/pong" },
    },
  });
  const [messages, rate] = [Number(values.messages), Number(values.rate)];
  const isUsable =
    Number.isInteger(messages) && messages > 0 && rate > 0 && rate <= 10_000;
  if (!isUsable) throw new Error(HELP);
  return { messages, rate, url: values.url };
}

function openViewer(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    // The first frame says that this viewer is being served.
    socket.once("message", () => {
      resolve(socket);
    });
    socket.once("error", reject);
  });
}

function countPongs(
  viewer: WebSocket,
  latencies: number[],
  expected: number,
): Promise<void> {
  return new Promise((resolve) => {
    viewer.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as {
        type: string;
        data?: { pingTimestamp: number };
      };
      if (frame.type !== "pong" || !frame.data) return;
      latencies.push(Date.now() - frame.data.pingTimestamp);
      if (latencies.length >= expected) resolve();
    });
  });
}

/** What is due by now is sent each tick, so the rate holds for thousands. */
async function sendPings(
  { messages, rate }: Options,
  send: (index: number) => void,
): Promise<void> {
  const startedMs = performance.now();
  let sent = 0;
  while (sent < messages) {
    const seconds = (performance.now() - startedMs) / 1000;
    const due = Math.min(messages, Math.ceil(seconds * rate));
    while (sent < due) send(sent++);
    await wait(TICK_MS);
  }
}

function report({ messages }: Options, latencies: number[]): void {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number): string => {
    const value = sorted[Math.floor(share * (sorted.length - 1))];
    return value === undefined ? "none" : `${value} ms`;
  };
  const missing = messages - latencies.length;
  process.stdout.write(
    `${latencies.length} of ${messages} pongs, ${missing} missing. ` +
      `Round trip: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}\n`,
  );
}

main().then(
  (ok) => {
    process.exit(ok ? 0 : 1);
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : ""}\n`);
    process.exit(1);
  },
);
