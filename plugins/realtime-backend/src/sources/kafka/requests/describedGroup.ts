/** One member and what it reads. */
export interface DescribedMember {
  id: string;
  clientId: string;
  host: string;
  assignments: Array<{ topic: string; partitions: number[] }>;
}

/**
 * A group as its coordinator describes it. `state` keeps the broker's word; a
 * group the API does not know is `Dead` or has an error. `epoch` is -1 where
 * the protocol of the group has none.
 */
export interface DescribedGroup {
  group: string;
  errorCode: number;
  state: string;
  epoch: number;
  members: DescribedMember[];
}
