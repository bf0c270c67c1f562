import {
  matrix,
  success,
  type Answer,
  type Asked,
} from '../../sources/prometheus/testUtils/FakePrometheus';

/** What each side of a rollout reads at every step of the range that is asked for; a missing side has no series. `all`: where nothing tells sides apart. */
export function aRangeAnswer(
  { form }: Asked,
  values: { canary?: string; stable?: string; all?: string },
  more: object = {},
): Answer {
  const [start, end, step] = ['start', 'end', 'step'].map(name =>
    Number(form.get(name)),
  );
  const points = Math.round((end - start) / step) + 1;
  const query = form.get('query') ?? '';
  const sides = Object.entries(values)
    .filter(([role]) => role === 'all' || query.includes(`"${role}"`))
    .map(([role, value]): [Record<string, string>, string[]] => [
      role === 'all' ? {} : { realtime_role: role },
      new Array<string>(points).fill(value),
    ]);
  return success(matrix(sides, { start, step }), more);
}
