import {
  buildClaims,
  type BuildResult,
  type ClaimApi,
  type ClaimForm,
} from '@backstage-realtime/plugin-realtime-common';
import type { Answers } from '../template/evaluate';
import { renderInput } from '../template/renderInput';
import { NotRendered } from '../template/tokens';

/**
 * What a template says of its manifests, under `ui:options`. An `input` is that
 * of a step `realtime:claim:build`, word for word: a YAML anchor keeps the two
 * the same.
 * @public
 */
export type ManifestsOptions = {
  claims?: Array<{ if?: string | boolean; input: object }>;
  /** Where they will be applied; empty when they are only written into files. */
  kubernetesCluster?: string;
};

/** The manifests a task would build of the answers, or why that is not known. */
export type Preview =
  | { state: 'built'; result: BuildResult; kubernetesCluster?: string }
  /** `what`: the expression that only a task can compute. */
  | { state: 'notRendered'; what: string }
  | { state: 'none' };

/** Fills the answers in and calls what the action calls. The first input whose condition holds is taken. */
export function buildPreview(
  { claims = [], kubernetesCluster }: ManifestsOptions,
  answers: Answers,
  claimApi: ClaimApi,
): Preview {
  try {
    const claim = claims.find(
      each => each.if === undefined || renderInput(each.if, answers),
    );
    if (!claim) return { state: 'none' };
    const cluster = renderInput(kubernetesCluster, answers);
    const form = toForm(renderInput(claim.input, answers));
    return {
      state: 'built',
      result: buildClaims(form, claimApi),
      ...(typeof cluster === 'string' &&
        cluster && { kubernetesCluster: cluster }),
    };
  } catch (error) {
    if (error instanceof NotRendered)
      return { state: 'notRendered', what: error.message };
    throw error;
  }
}

/** The input of the action as the form of the builder; the builder judges its parts. */
function toForm(input: unknown): ClaimForm {
  const { application, platform, namespace, owner, system } = input as Pick<
    ClaimForm,
    'application' | 'platform'
  > &
    NonNullable<ClaimForm['target']>;
  return { application, platform, target: { namespace, owner, system } };
}
