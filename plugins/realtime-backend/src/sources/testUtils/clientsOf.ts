import type { Aedes } from 'aedes';

/** A client as the broker sees it; cutting its connection is what a network does. */
interface MqttBrokerClient {
  id: string;
  conn: { destroy(): void };
}

/** Clients that are connected now; aedes has them and does not type them. */
export function clientsOf(broker: Aedes): MqttBrokerClient[] {
  return Object.values(
    (broker as unknown as { clients: Record<string, MqttBrokerClient> })
      .clients,
  );
}
