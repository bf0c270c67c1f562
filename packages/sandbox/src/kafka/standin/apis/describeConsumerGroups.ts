import type { Api, ApiCall } from '../Api';
import type { ModernGroup } from '../groups/GroupRegistry';
import { KAFKA_ERROR } from '../wire/errorCodes';
import { groupError } from './groupError';

/** Error 69 for every group that is not of the consumer protocol. */
export const describeConsumerGroups: Api = {
  key: 69,
  name: 'ConsumerGroupDescribe',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  handle: call => {
    const { answer, cluster, request } = call;
    const ids = request.array(item => item.string());
    answer.int32(0).array(ids, id => {
      const group = cluster.groups.modern.get(id);
      const found = group?.type === 'consumer' ? group : undefined;
      const { groupIdNotFound, none } = KAFKA_ERROR;
      const errorCode =
        groupError(call, id) || (found ? none : groupIdNotFound);
      writeGroup(call, id, errorCode, errorCode ? undefined : found);
    });
    answer.end();
  },
};

function writeGroup(
  call: ApiCall,
  id: string,
  errorCode: number,
  group?: ModernGroup,
): void {
  const { answer } = call;
  answer
    .int16(errorCode)
    .string(null)
    .string(id)
    .string(group?.state ?? '');
  answer
    .int32(group?.epoch ?? 0)
    .int32(group?.epoch ?? 0)
    .string('uniform');
  answer.array(group?.members ?? [], member => {
    answer.string(member.id).string(null).string(null);
    answer.int32(group?.epoch ?? 0).string(member.clientId);
    answer.string('/127.0.0.1');
    answer.array(member.assignments, ({ topic }) => answer.string(topic));
    answer.string(null);
    writeAssignment(call, member);
    writeAssignment(call, member);
    answer.end();
  });
  answer.int32(0).end();
}

function writeAssignment(
  { answer, cluster }: ApiCall,
  { assignments }: ModernGroup['members'][number],
): void {
  answer.array(assignments, ({ topic, partitions }) => {
    answer.id(cluster.topics.get(topic)?.id ?? '0'.repeat(32)).string(topic);
    answer.array(partitions, id => answer.int32(id)).end();
  });
  answer.end();
}
