import { KubeConfig } from '@kubernetes/client-node';
import { StandInKafka } from '../../../kafka/standin/StandInKafka';
import { MqttBroker } from '../../../mqtt/MqttBroker';
import { PingPong } from '../../../pingpong/PingPong';
import { SchemaRegistry } from '../../../registry/SchemaRegistry';
import { KubernetesApi } from '../../KubernetesApi';
import type { StartService } from '../Services';

const RATE = 20;

/** Starts the services of claims, which are the pipeline on topics of their own. */
export function serviceStarter(
  kafka: StandInKafka,
  mqtt: MqttBroker,
  registry: SchemaRegistry,
): StartService {
  return async names => {
    const { bootstrap } = kafka;
    const access = { url: mqtt.url };
    const running = await PingPong.start({
      ...{ bootstrap, mqtt: access, rate: RATE, names },
      schemaRegistryUrl: registry.url,
    });
    const { healthUrl, webSocketUrl } = running.service;
    return { healthUrl, webSocketUrl, stop: () => running.stop() };
  };
}

/** An administrator of the cluster. */
export function configFor({ ca, tokens, url }: KubernetesApi): KubeConfig {
  const config = new KubeConfig();
  const caData = Buffer.from(ca).toString('base64');
  config.loadFromClusterAndUser(
    { name: 'sandbox', server: url, caData, skipTLSVerify: false },
    { name: 'admin', token: tokens.admin },
  );
  return config;
}
