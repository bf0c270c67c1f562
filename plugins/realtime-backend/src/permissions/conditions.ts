import { createConditionExports } from '@backstage/plugin-permission-node';
import { rolloutPermissionRules, rolloutResourceRef } from './rolloutRules';
import { streamPermissionRules, streamResourceRef } from './rules';

const conditionExports = createConditionExports({
  resourceRef: streamResourceRef,
  rules: streamPermissionRules,
});

/** Conditions for a permission policy: `streamConditions.isStreamOwner({ claims })`. @public */
export const streamConditions = conditionExports.conditions;

/** Builds the conditional decision a policy returns for a permission on streams. @public */
export const createStreamConditionalDecision =
  conditionExports.createConditionalDecision;

const rolloutExports = createConditionExports({
  resourceRef: rolloutResourceRef,
  rules: rolloutPermissionRules,
});

/** Conditions for a permission policy: `rolloutConditions.isRolloutOwner({ claims })`. @public */
export const rolloutConditions = rolloutExports.conditions;

/** Builds the conditional decision a policy returns for a permission on rollouts. @public */
export const createRolloutConditionalDecision =
  rolloutExports.createConditionalDecision;
