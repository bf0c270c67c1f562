import { z } from 'zod';
import {
  mqttFilter,
  mqttUser,
  port,
  serviceName,
  topicName,
  volumeSize,
} from './parts';

const authentication = z.strictObject({
  enabled: z.boolean().default(true),
  users: z.array(mqttUser).max(100).optional(),
});

const connector = z.strictObject({
  enabled: z.boolean().default(true),
  kafkaTopic: topicName,
  mqttTopic: mqttFilter,
  keyField: z
    .string()
    .max(255)
    .regex(/^[A-Za-z_][A-Za-z0-9_.]*$/, 'write the name of one field')
    .default('deviceId'),
  qos: z.int().min(0).max(2).default(1),
  errorPolicy: z.enum(['RETRY', 'IGNORE', 'FAIL']).default('RETRY'),
});

/** Properties of an `iot-broker` component: one MQTT broker and its way into Kafka. */
export const iotBroker = z
  .strictObject({
    name: serviceName,
    realtime: serviceName.optional(),
    mqttPort: port.default(1883),
    websocketPort: port.default(9001),
    authentication: authentication.optional(),
    topics: z.array(mqttFilter).max(64).optional(),
    connector: connector.optional(),
    persistence: z
      .strictObject({
        enabled: z.boolean().default(true),
        size: volumeSize.default('5Gi'),
      })
      .optional(),
  })
  .refine(({ mqttPort, websocketPort }) => mqttPort !== websocketPort, {
    path: ['websocketPort'],
    message: 'is the port of MQTT too; choose another one',
  });
