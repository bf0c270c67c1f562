import { DEFAULT_MASK } from '../access/defaultMask';
import type { RealtimeConfig } from './schema';
import type { MaskRule } from './settings';

type MaskingConfig = NonNullable<RealtimeConfig['masking']>;

/** Policies of app-config in their order, then the built-in one unless it is switched off. */
export function toMaskRules(config: MaskingConfig | undefined): MaskRule[] {
  const rules = (config?.policies ?? []).map(toMaskRule);
  const withDefault = config?.applyDefault ?? true;
  return withDefault ? [...rules, { policy: DEFAULT_MASK }] : rules;
}

function toMaskRule(policy: MaskingConfig['policies'][number]): MaskRule {
  return {
    policy: {
      policy: policy.name,
      paths: policy.paths ?? [],
      headers: policy.headers ?? [],
      maskKey: policy.maskKey,
    },
    systems: policy.systems,
    topics: policy.topics,
  };
}
