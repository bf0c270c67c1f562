import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Names under `realtime` in app-config that a form refers to. */
export interface KnownNames {
  kafkaCluster: string[];
  mqttBroker: string[];
  websocketEndpoint: string[];
}

/** Whom names are asked of, besides the Kubernetes clusters. */
export interface NameServices {
  auth: AuthService;
  catalog: CatalogService;
  /** Where the realtime backend is, which reads Kafka. */
  discovery: DiscoveryService;
  known: KnownNames;
}

/** Only names: what is behind them is for the realtime backend to read. */
export function readKnownNames(config: Config): KnownNames {
  const keys = (path: string) =>
    config.getOptionalConfig(`realtime.${path}`)?.keys() ?? [];
  return {
    kafkaCluster: keys('kafka.clusters'),
    mqttBroker: keys('mqtt.brokers'),
    websocketEndpoint: keys('websocket.endpoints'),
  };
}
