import type { CreateOptions } from '@backstage-realtime/plugin-realtime-common';
import type { Request, Response } from 'express';
import type { CreateServices } from './createRoutes';

/** `GET /v1/create/options`: names of app-config that a form may offer. 401, 403, 429. */
export function createOptions(
  services: Pick<CreateServices, 'clusters' | 'claimApi' | 'settings'>,
) {
  const { claimApi, clusters, settings } = services;
  const options: CreateOptions = {
    kubernetesClusters: clusters.names.map(name => {
      const { asUser, namespaces } = clusters.settingsOf(name);
      return {
        name,
        ...(namespaces && { namespaces }),
        ...(asUser && { asUser }),
      };
    }),
    kafkaClusters: [...settings.kafka.keys()],
    mqttBrokers: [...settings.mqtt.keys()],
    webSocketEndpoints: [...settings.websocket.keys()],
    claimApi,
  };
  return async (_request: Request, response: Response): Promise<void> => {
    response.json(options);
  };
}
