import type { Health } from "../health.js";
import type { Settings } from "../settings.js";
import { AvroEncoding } from "./AvroEncoding.js";
import { JSON_ENCODING, type Encoding } from "./Encoding.js";
import { SchemaRegistry } from "./SchemaRegistry.js";

/** The one that the settings ask for. */
export function createEncoding(
  { names, registry }: Settings,
  health: Health,
  now: () => number,
): Encoding {
  if (!registry) return JSON_ENCODING;
  health.expect("registry");
  const topics = { ping: names.pingTopic, pong: names.pongTopic };
  return new AvroEncoding(new SchemaRegistry(registry, health, now), topics);
}
