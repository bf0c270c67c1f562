import { createConditionExports } from '@backstage/plugin-permission-node';
import { streamPermissionRules, streamResourceRef } from './rules';

const exports_ = createConditionExports({
  resourceRef: streamResourceRef,
  rules: streamPermissionRules,
});

/** Conditions for a permission policy: `streamConditions.isStreamOwner({ claims })`. @public */
export const streamConditions = exports_.conditions;

/** Builds the conditional decision a policy returns for a permission on streams. @public */
export const createStreamConditionalDecision =
  exports_.createConditionalDecision;
