import { createConditionExports } from '@backstage/plugin-permission-node';
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
