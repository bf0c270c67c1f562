/** Error numbers of the protocol this code reacts to. Source: Kafka's protocol error table. */
export const ERROR = {
  none: 0,
  offsetOutOfRange: 1,
  corruptMessage: 2,
  unknownTopicOrPartition: 3,
  leaderNotAvailable: 5,
  notLeader: 6,
  topicAuthorisationFailed: 29,
  clusterAuthorisationFailed: 31,
  unknownLeaderEpoch: 75,
} as const;
