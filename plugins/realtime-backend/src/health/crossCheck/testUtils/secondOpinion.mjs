// What another client says of the same cluster, as JSON on standard output. A
// program of its own because the client is an ECMAScript module, which the
// tests, being CommonJS, cannot load.
//
// node secondOpinion.mjs '{"bootstrap": "…", "topics": {"t": 3}, "groups": ["g"]}'
import { Admin } from '@platformatic/kafka';

const { bootstrap, topics, groups } = JSON.parse(process.argv[2]);
const names = Object.keys(topics);
const partitionsOf = topic =>
  Array.from({ length: topics[topic] }, (_, i) => i);

const admin = new Admin({
  clientId: 'second-opinion',
  bootstrapBrokers: bootstrap.split(','),
});
try {
  const [committed, ends, logDirs] = await Promise.all([
    admin.listConsumerGroupOffsets({
      groups: groups.map(groupId => ({
        groupId,
        topics: names.map(name => ({
          name,
          partitionIndexes: partitionsOf(name),
        })),
      })),
    }),
    admin.listOffsets({
      topics: names.map(name => ({
        name,
        partitions: partitionsOf(name).map(partitionIndex => ({
          partitionIndex,
          timestamp: -1n,
        })),
      })),
    }),
    admin.describeLogDirs({
      topics: names.map(name => ({ name, partitions: partitionsOf(name) })),
    }),
  ]);
  const text = JSON.stringify({ committed, ends, logDirs }, (_, value) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
  process.stdout.write(text);
} finally {
  await admin.close();
}
