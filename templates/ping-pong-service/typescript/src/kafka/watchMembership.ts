import type { Consumer } from "kafkajs";
import type { Dependency, Health } from "../health.js";

/** Up while the consumer is a member of its group; it may crash and come back. */
export function watchMembership(
  consumer: Consumer,
  health: Health,
  role: Dependency,
): void {
  const { GROUP_JOIN, CRASH } = consumer.events;
  consumer.on(GROUP_JOIN, () => {
    health.set(role, true);
  });
  consumer.on(CRASH, () => {
    health.set(role, false, "it lost Kafka and starts again");
  });
}
