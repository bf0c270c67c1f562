import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { readRef } from './readRef';

/** One provider: which topics of which cluster, and whose they are. */
export interface TopicProviderSettings {
  id: string;
  cluster: string;
  include?: string[];
  exclude: string[];
  owners: Array<{ topics: string[]; owner: string }>;
  defaultOwner: string;
  system?: string;
  schedule: SchedulerServiceTaskScheduleDefinition;
}

/** Where the providers stand in app-config. */
export const CONFIG_KEY = 'catalog.providers.realtimeKafkaTopics';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 1 },
  initialDelay: { seconds: 5 },
};

/** Every provider of app-config. Throws InputError that names the wrong key. */
export function readProviderSettings(config: Config): TopicProviderSettings[] {
  const section = config.getOptionalConfig(CONFIG_KEY);
  return (section?.keys() ?? []).map(id => readOne(id, section!.getConfig(id)));
}

function readOne(id: string, config: Config): TopicProviderSettings {
  const schedule = config.getOptionalConfig('schedule');
  const key = `${CONFIG_KEY}.${id}`;
  return {
    id,
    cluster: config.getOptionalString('cluster') ?? id,
    include: config.getOptionalStringArray('include'),
    exclude: config.getOptionalStringArray('exclude') ?? [],
    owners: (config.getOptionalConfigArray('owners') ?? []).map(entry => ({
      topics: entry.getStringArray('topics'),
      owner: readRef(entry, 'owner', key),
    })),
    defaultOwner: readRef(config, 'defaultOwner', key),
    system: config.getOptionalString('system'),
    schedule: schedule
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
      : DEFAULT_SCHEDULE,
  };
}
