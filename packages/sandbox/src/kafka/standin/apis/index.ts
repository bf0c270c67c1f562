import type { Api } from '../Api';
import { createApiVersions } from './apiVersions';
import { createPartitions } from './createPartitions';
import { createTopics } from './createTopics';
import { deleteGroups } from './deleteGroups';
import { deleteRecords } from './deleteRecords';
import { deleteTopics } from './deleteTopics';
import { describeConfigs } from './describeConfigs';
import { describeConsumerGroups } from './describeConsumerGroups';
import { describeGroups } from './describeGroups';
import { describeLogDirs } from './describeLogDirs';
import { fetch } from './fetch';
import { findCoordinator } from './findCoordinator';
import { heartbeat } from './heartbeat';
import { initProducerId } from './initProducerId';
import { joinGroup } from './joinGroup';
import { leaveGroup } from './leaveGroup';
import { listGroups } from './listGroups';
import { listOffsets } from './listOffsets';
import { metadata } from './metadata';
import { offsetCommit } from './offsetCommit';
import { offsetFetch } from './offsetFetch';
import { produce } from './produce';
import { saslAuthenticate } from './saslAuthenticate';
import { saslHandshake } from './saslHandshake';
import { syncGroup } from './syncGroup';

const answered: Api[] = [
  createPartitions,
  createTopics,
  deleteGroups,
  deleteRecords,
  deleteTopics,
  describeConfigs,
  describeConsumerGroups,
  describeGroups,
  describeLogDirs,
  fetch,
  findCoordinator,
  heartbeat,
  initProducerId,
  joinGroup,
  leaveGroup,
  listGroups,
  listOffsets,
  metadata,
  offsetCommit,
  offsetFetch,
  produce,
  saslAuthenticate,
  saslHandshake,
  syncGroup,
];

/** Every request the stand-in answers, by API key. */
export const APIS: ReadonlyMap<number, Api> = new Map(
  [...answered, createApiVersions(answered)].map(api => [api.key, api]),
);

/** May be sent before a login. */
export const OPEN_APIS: ReadonlySet<number> = new Set([
  saslHandshake.key,
  saslAuthenticate.key,
  createApiVersions([]).key,
]);
