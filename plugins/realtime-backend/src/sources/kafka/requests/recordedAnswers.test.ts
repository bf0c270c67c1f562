import { describeConfigsRequest } from './describeConfigs';
import { describeConsumerGroupsRequest } from './describeConsumerGroups';
import { describeGroupsRequest } from './describeGroups';
import { describeLogDirsRequest } from './describeLogDirs';
import { describeProducersRequest } from './describeProducers';
import { findCoordinatorRequest } from './findCoordinator';
import type { KafkaRequest } from './KafkaRequest';
import { listGroupsRequest } from './listGroups';
import { LATEST, listOffsetsRequest, NEWEST } from './listOffsets';
import { metadataRequest } from './metadata';
import { offsetFetchRequest } from './offsetFetch';
import recorded from './testUtils/answers.recorded.json';
import { MalformedAnswerError } from './WireReader';

/**
 * Bytes of requests Apache Kafka 4.3.1 accepted, and of its answers behind the
 * header, in every version that is written here. The path of the log directory
 * was replaced.
 */
interface Recorded {
  api: string;
  version: number;
  asked?: string;
  request: string;
  answer: string;
}

const TOPICS = [{ topic: 'pings', partitions: [0, 1] }];
const TIMES = new Map([
  ['latest', LATEST],
  ['newest', NEWEST],
  ['time', 1_700_000_000_001n],
]);

type Write = (version: number, asked?: string) => KafkaRequest<unknown>;

const WRITERS: Record<string, Write> = {
  Metadata: version => metadataRequest(['pings', 'nowhere'], version),
  ListOffsets: (version, asked = 'latest') => {
    const timestampMs = TIMES.get(asked) ?? LATEST;
    const queries = [0, 1].map(partition => ({
      topic: 'pings',
      partition,
      timestampMs,
    }));
    return listOffsetsRequest(queries, version, 'all');
  },
  DescribeConfigs: version =>
    describeConfigsRequest(
      ['pings'],
      ['retention.ms', 'cleanup.policy'],
      version,
    ),
  FindCoordinator: version => findCoordinatorRequest(['readers'], version),
  OffsetFetch: version =>
    offsetFetchRequest(['readers'], TOPICS, version, (errorCode, offset) => ({
      errorCode,
      offset,
    })),
  ListGroups: listGroupsRequest,
  DescribeGroups: version =>
    describeGroupsRequest(['members', 'nobody'], version),
  ConsumerGroupDescribe: (version, asked = 'readers') =>
    describeConsumerGroupsRequest([asked], version),
  DescribeLogDirs: version => describeLogDirsRequest(TOPICS, version),
  DescribeProducers: version => describeProducersRequest(TOPICS, version),
};

const PARTITION = {
  leader: 1,
  errorCode: 0,
  replicas: [1],
  inSync: [1],
  offline: [],
};
const ENDS = [
  { topic: 'pings', partition: 0, errorCode: 0, offset: 2n },
  { topic: 'pings', partition: 1, errorCode: 0, offset: 1n },
];
const MEMBERS = [
  {
    group: 'members',
    state: 'Stable',
    members: [
      {
        clientId: 'kafkajs',
        host: '/127.0.0.1',
        assignments: [{ topic: 'pings', partitions: [0, 1] }],
      },
    ],
  },
  { group: 'nobody', state: 'Dead', members: [] },
];
const TIMED = [
  { partition: 0, offset: 1n, timestampMs: 1_700_000_005_000n },
  { partition: 1, offset: 0n, timestampMs: 1_795_275_571_025n },
];

/** What the answers say, whatever the version. */
const MEANINGS: Record<string, unknown> = {
  Metadata: {
    brokers: [{ nodeId: 1, host: '127.0.0.1', rack: '' }],
    controller: 1,
    topics: [
      {
        name: 'pings',
        errorCode: 0,
        isInternal: false,
        partitions: [
          { partition: 0, ...PARTITION },
          { partition: 1, ...PARTITION },
        ],
      },
      { name: 'nowhere', topicId: '', errorCode: 3, partitions: [] },
    ],
  },
  ListOffsets: ENDS,
  'ListOffsets newest': TIMED,
  'ListOffsets time': TIMED,
  DescribeConfigs: [
    {
      topic: 'pings',
      errorCode: 0,
      entries: [
        { name: 'cleanup.policy', value: 'delete', source: 'default' },
        { name: 'retention.ms', value: '3600000', source: 'topic' },
      ],
    },
  ],
  FindCoordinator: [{ group: 'readers', errorCode: 0, broker: 1 }],
  OffsetFetch: [
    {
      group: 'readers',
      errorCode: 0,
      topics: [
        {
          topic: 'pings',
          values: [
            { errorCode: 0, offset: 1n },
            { errorCode: 0, offset: -1n },
          ],
        },
      ],
    },
  ],
  ListGroups: {
    errorCode: 0,
    groups: [
      { group: 'members', protocolType: 'consumer' },
      { group: 'readers', protocolType: '' },
    ],
  },
  DescribeGroups: MEMBERS,
  ConsumerGroupDescribe: [{ group: 'readers', errorCode: 69, members: [] }],
  'ConsumerGroupDescribe modern': [
    {
      group: 'modern',
      errorCode: 0,
      state: 'Stable',
      epoch: 2,
      members: [
        {
          clientId: 'console-consumer',
          host: '/127.0.0.1',
          assignments: [{ topic: 'pings', partitions: [0, 1] }],
        },
      ],
    },
  ],
  DescribeLogDirs: {
    errorCode: 0,
    dirs: [
      {
        errorCode: 0,
        replicas: [
          { topic: 'pings', partition: 0, sizeBytes: 78, isFuture: false },
          { topic: 'pings', partition: 1, sizeBytes: 69, isFuture: false },
        ],
      },
    ],
  },
  DescribeProducers: [
    { topic: 'pings', partition: 0, errorCode: 0, producers: [] },
    {
      topic: 'pings',
      partition: 1,
      errorCode: 0,
      producers: [{ producerId: 1n, lastMs: 1_795_275_571_025, openSince: 0n }],
    },
  ],
};

const meaningOf = ({ api, asked }: Recorded) =>
  MEANINGS[asked && asked !== 'latest' ? `${api} ${asked}` : api];

const rows = (recorded as Recorded[]).map(
  row => [`${row.api} ${row.version} ${row.asked ?? ''}`, row] as const,
);

describe('requests and answers of Apache Kafka', () => {
  it.each(rows)('writes %s as the broker took it', (_, row) => {
    const { body } = WRITERS[row.api](row.version, row.asked);

    expect(body.toString('hex')).toBe(row.request);
  });

  it.each(rows)('reads %s', async (_, row) => {
    const request = WRITERS[row.api](row.version, row.asked);

    const answer = await request.decode(Buffer.from(row.answer, 'hex'));

    expect(answer).toMatchObject(meaningOf(row) as object);
  });

  it.each(rows)(
    'never reads %s as something else when it is cut off',
    async (_, row) => {
      const request = WRITERS[row.api](row.version, row.asked);
      const whole = Buffer.from(row.answer, 'hex');
      const answer = await request.decode(whole);
      const outcomes = await Promise.all(
        [...whole.keys()].map(async length => {
          const cut = whole.subarray(0, length);
          const read = async () => request.decode(cut);
          return await read().catch(error => error);
        }),
      );

      const isRefused = (outcome: unknown) =>
        outcome instanceof MalformedAnswerError;
      const refused = outcomes.filter(isRefused);
      const others = outcomes.filter(outcome => !isRefused(outcome));
      expect(refused.length).toBeGreaterThan(whole.length - 64);
      expect(others).toEqual(others.map(() => answer));
    },
  );
});
