/** Share of the pods that are the canary's, 0..1; undefined when there are none. */
export function shareOf(pods: {
  canary: number;
  total: number;
}): number | undefined {
  return pods.total === 0 ? undefined : pods.canary / pods.total;
}
