import type { MaskPolicy } from '../../access/StreamAccess';
import { compilePaths } from './compilePaths';
import type { PathState } from './PathState';

/** A policy made ready for rows. */
export interface CompiledMask {
  policy: string;
  /** undefined: the policy names no paths, so values and keys are not looked into. */
  paths?: PathState;
  /** The paths as written. */
  maskedPaths: string[];
  /** Lower case. */
  headers: ReadonlySet<string>;
  maskKey: boolean;
}

export function compileMask(policy: MaskPolicy): CompiledMask {
  return {
    policy: policy.policy,
    paths: compilePaths(policy.paths),
    maskedPaths: policy.paths,
    headers: new Set(namesOf(policy).map(name => name.toLowerCase())),
    maskKey: policy.maskKey,
  };
}

/** The key of an MQTT record is its topic, which its header `topic` would give away. */
function namesOf({ headers, maskKey }: MaskPolicy): string[] {
  return maskKey ? [...headers, 'topic'] : headers;
}

/** The same text for policies that hide the same, whatever their order of writing. */
export function maskId(policy: MaskPolicy | undefined): string {
  if (!policy) return 'unmasked';
  const { paths, headers, maskKey } = policy;
  return JSON.stringify([
    policy.policy,
    [...paths].sort(),
    [...headers].sort(),
    maskKey,
  ]);
}
