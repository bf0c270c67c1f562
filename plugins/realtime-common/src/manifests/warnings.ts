import type { z } from 'zod';
import type { applicationClaimFields } from './schemas/applicationClaimSpec';
import type { RealtimePlatformForm } from './schemas/realtimePlatformSpec';

/** What a service asks for and will not get, as sentences; empty when all of it has an effect. */
export function findIdleApplicationParts(
  spec: z.output<typeof applicationClaimFields>,
): string[] {
  const { streaming, websocket, roles } = spec;
  return sentences([
    [
      streaming?.enabled === false && (streaming.topics?.length ?? 0) > 0,
      'streaming.topics has no effect while streaming.enabled is false',
    ],
    [
      websocket && !roles.includes('gateway'),
      'websocket has no effect without the role gateway',
    ],
    [
      roles.includes('bridge') && !streaming?.mqttTopic,
      'the role bridge reads the MQTT topic ping/messages while streaming.mqttTopic says no other',
    ],
    [
      spec.image === undefined,
      'without image, the service does not run before its first image is built',
    ],
  ]);
}

/** What a platform asks for and will not get, as sentences; empty when all of it has an effect. */
export function findIdlePlatformParts(form: RealtimePlatformForm): string[] {
  return sentences([
    [
      form.iot === false && form.mqttConfig !== undefined,
      'mqttConfig has no effect while iot is false',
    ],
    [
      form.snowflakeConfig !== undefined && !form.snowflakeConfig.enabled,
      'snowflakeConfig has no effect while snowflakeConfig.enabled is false',
    ],
    [
      form.lensesConfig !== undefined &&
        form.lensesConfig.licenseKeySecretRef === undefined,
      'lensesConfig has no effect without licenseKeySecretRef: Lenses does not start without a licence',
    ],
    [
      form.scaling?.targetCPU !== undefined,
      'scaling.targetCPU acts on stateless parts only; brokers are never scaled by processor use',
    ],
    [
      form.database === 'mysql',
      'database mysql needs a server that exists; no MySQL is started by the platform',
    ],
  ]);
}

function sentences(cases: [applies: boolean, text: string][]): string[] {
  return cases.filter(([applies]) => applies).map(([, text]) => text);
}
