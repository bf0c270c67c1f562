import { TopicNames } from './TopicNames';

/** A cluster whose listings are counted; the clock stands where the test puts it. */
function aCluster(answers: Array<string[] | Error>) {
  let nowMs = 0;
  let asked = 0;
  const topicNames = TopicNames.create({
    listTopics: async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)];
      if (answer instanceof Error) throw answer;
      return answer.map(topic => ({ topic, partitions: 1, isInternal: false }));
    },
    clock: { now: () => nowMs, setTimeout: () => () => undefined },
  });
  return {
    use: (topic: string) => topicNames.use('local', topic),
    pass: (ms: number) => {
      nowMs += ms;
    },
    asked: () => asked,
  };
}

describe('names of the topics of a cluster', () => {
  it('are asked for once for all who type within five seconds', async () => {
    const cluster = aCluster([['a'], ['a', 'b']]);
    await Promise.all(['a', 'b', 'c'].map(cluster.use));
    cluster.pass(4_999);
    expect(await cluster.use('b')).toEqual({ state: 'free' });
    expect(cluster.asked()).toBe(1);
    cluster.pass(1);
    expect(await cluster.use('b')).toEqual({ state: 'taken', by: 'b' });
    expect(cluster.asked()).toBe(2);
  });

  it('are asked for again after a failure', async () => {
    const cluster = aCluster([new Error('away'), ['a']]);
    await expect(cluster.use('a')).rejects.toThrow('away');
    expect(await cluster.use('a')).toEqual({ state: 'taken', by: 'a' });
  });
});
