/** The row of the topic that a group reads; undefined where the topic has none. */
export function topicOf<T extends { system: string; topic: string }>(
  { system, topic }: { system: string; topic: string },
  topics: readonly T[],
): T | undefined {
  return topics.find(each => each.topic === topic && each.system === system);
}
