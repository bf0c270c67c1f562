import {
  summarise,
  type TopicHealth,
  type TopicHealthOverview,
  type TopicHealthSummary,
} from '@backstage-realtime/plugin-realtime-common';

/** What an overview keeps of the health of one entity. */
export interface HealthLine {
  row: TopicHealthSummary;
  systems: TopicHealthOverview['systems'];
}

/** Health of one entity without its tables. */
export function toHealthLine(health: TopicHealth): HealthLine {
  return {
    row: summarise(health),
    systems: health.systems.map(({ system, missing }) => ({
      system,
      answered: !missing,
    })),
  };
}

/** A cluster answered when it did so to every entity that asked it. */
export function toHealthOverview(
  lines: readonly HealthLine[],
  nowMs: number,
): TopicHealthOverview {
  const systems = new Map<string, boolean>();
  for (const { system, answered } of lines.flatMap(line => line.systems))
    systems.set(system, (systems.get(system) ?? true) && answered);
  return {
    evaluatedAtMs: nowMs,
    rows: lines.map(({ row }) => row),
    systems: [...systems].map(([system, answered]) => ({ system, answered })),
  };
}
