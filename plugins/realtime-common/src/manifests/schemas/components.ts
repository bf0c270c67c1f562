import type { z } from 'zod';
import { analyticsDashboard } from './analyticsDashboard';
import { applicationClaimSpec } from './applicationClaimSpec';
import { iotBroker } from './iotBroker';
import { realtimePlatformSpec } from './realtimePlatformSpec';
import { streamProcessor } from './streamProcessor';

/**
 * Parameters of each component type. A service is a `realtime-webservice`:
 * `webservice` is a type of KubeVela itself, with other parameters.
 * @public
 */
export const componentProperties = {
  'realtime-platform': realtimePlatformSpec,
  'iot-broker': iotBroker,
  'stream-processor': streamProcessor,
  'analytics-dashboard': analyticsDashboard,
  'realtime-webservice': applicationClaimSpec,
} satisfies Record<string, z.ZodType>;

/** Types of OAM components that `platform` defines. @public */
export type ComponentType = keyof typeof componentProperties;

/** The same, to choose from. @public */
export const COMPONENT_TYPES = Object.keys(
  componentProperties,
) as ComponentType[];
