import type { ActionServices } from '../operations/services';
import { createClaimAwaitAction } from './claimAwait';
import { createClaimBuildAction } from './claimBuild';
import { createCleanupAction } from './cleanup';
import { createManifestApplyAction } from './manifestApply';
import { createManifestValidateAction } from './manifestValidate';
import { createNamesCheckAction } from './namesCheck';
import { createOamBuildAction } from './oamBuild';
import { createPublishLocalAction } from './publishLocal';
import { createTopicCreateAction } from './topicCreate';

/** Every action of this module, in the order of a template. */
export function createActions(services: ActionServices) {
  return [
    createNamesCheckAction(services),
    createClaimBuildAction(services),
    createOamBuildAction(),
    createManifestValidateAction(services),
    createManifestApplyAction(services),
    createClaimAwaitAction(services),
    createTopicCreateAction(services),
    createPublishLocalAction(services),
    createCleanupAction(services),
  ];
}
