import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  formatFinding,
  type TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthAccess } from '../access/HealthAccess';
import type { HealthService } from '../health/HealthService';

/** What the actions need. */
export interface HealthActionServices {
  actionsRegistry: ActionsRegistryService;
  healthAccess: HealthAccess;
  health: Pick<HealthService, 'snapshot'>;
}

/** Findings and rows an answer holds; a reader of it has little room. */
const MAX_ROWS = 20;

const ENTITY_REF = 'Ref of an entity: component:default/ping-pong';

/**
 * Adds `topic-health` and `consumer-lag` to the actions registry, where
 * assistants and templates find them. Both only read, with the caller's
 * credentials, and answer in a few lines.
 */
export function registerHealthActions(services: HealthActionServices): void {
  registerTopicHealth(services);
  registerConsumerLag(services);
}

function registerTopicHealth(services: HealthActionServices): void {
  services.actionsRegistry.register({
    name: 'topic-health',
    title: 'Topic health',
    description:
      'Says whether the Kafka topics and consumer groups of a catalog entity are healthy: the verdict, since when, and each finding in a sentence with numbers and the next step. Unknown is not good news.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z => z.object({ entityRef: z.string().describe(ENTITY_REF) }),
      output: z =>
        z.object({
          verdict: z
            .string()
            .describe('critical, warning, unknown, info or ok'),
          since: z.string().describe('ISO time'),
          checkedAt: z.string().describe('ISO time'),
          findings: z.array(
            z.object({
              verdict: z.string(),
              check: z.string(),
              sentence: z.string(),
              next: z.string().optional(),
            }),
          ),
          problems: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const health = await read(input.entityRef, credentials, services);
      return { output: toFindings(health) };
    },
  });
}

function registerConsumerLag(services: HealthActionServices): void {
  services.actionsRegistry.register({
    name: 'consumer-lag',
    title: 'Consumer lag',
    description:
      'Lag of the consumer groups a catalog entity declares, in records and in time, and how long until each has caught up. A value that is not known has a reason instead.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          entityRef: z.string().describe(ENTITY_REF),
          group: z.string().optional().describe('Only this group'),
        }),
      output: z =>
        z.object({
          groups: z.array(
            z.object({
              cluster: z.string(),
              group: z.string(),
              topic: z.string(),
              verdict: z.string(),
              state: z.string().optional(),
              members: z.number().optional(),
              lagRecords: z.number().optional(),
              lagSeconds: z.number().optional(),
              caughtUpInSeconds: z.number().optional(),
              unknown: z.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const health = await read(input.entityRef, credentials, services);
      return { output: { groups: toLags(health, input.group) } };
    },
  });
}

/** As the caller: what policy hides from them is not there. */
async function read(
  entityRef: string,
  credentials: BackstageCredentials,
  { healthAccess, health }: HealthActionServices,
): Promise<TopicHealth> {
  const grant = await healthAccess.authorise(entityRef, credentials);
  if (grant.ok) return await health.snapshot(grant);
  if (grant.code === 'realtime.entity.not-found')
    throw new NotFoundError(grant.message);
  if (grant.code === 'realtime.stream.forbidden')
    throw new NotAllowedError(grant.message);
  throw new InputError(grant.message);
}

function toFindings(health: TopicHealth) {
  const told = health.checks.filter(
    ({ verdict }) => verdict !== 'ok' && verdict !== 'not-applicable',
  );
  return {
    verdict: health.verdict,
    since: toIso(health.sinceMs),
    checkedAt: toIso(health.evaluatedAtMs),
    findings: told
      .slice(0, MAX_ROWS)
      .map(({ verdict, check, finding, next }) => ({
        verdict,
        check,
        sentence: formatFinding(finding),
        next: next[0] && formatFinding(next[0]),
      })),
    problems: health.problems,
  };
}

function toLags({ groups }: TopicHealth, only: string | undefined) {
  return groups
    .filter(({ group }) => only === undefined || group === only)
    .slice(0, MAX_ROWS)
    .map(row => ({
      cluster: row.system,
      group: row.group,
      topic: row.topic,
      verdict: row.verdict,
      state: row.state.known ? row.state.value : undefined,
      members: row.members.known ? row.members.value : undefined,
      lagRecords: row.lag.known ? row.lag.value : undefined,
      lagSeconds: row.lagTime.known ? row.lagTime.value.ms / 1000 : undefined,
      caughtUpInSeconds: row.caughtUpInMs.known
        ? row.caughtUpInMs.value / 1000
        : undefined,
      unknown: row.lag.known
        ? undefined
        : (row.lag.missing.detail ?? row.lag.missing.code),
    }));
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
