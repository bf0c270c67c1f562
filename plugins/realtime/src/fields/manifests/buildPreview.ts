import {
  buildClaims,
  buildOamApplication,
  type BuildResult,
  type ClaimApi,
  type ClaimForm,
  type Manifest,
  type ManifestProblem,
  type OamForm,
} from '@backstage-realtime/plugin-realtime-common';
import type { Answers } from '../template/evaluate';
import { renderInput } from '../template/renderInput';
import { NotRendered } from '../template/tokens';

/**
 * A step of a template that builds manifests. Its `input` is that of the step,
 * word for word: a YAML anchor keeps the two the same.
 * @public
 */
export type ManifestsSource = {
  /** When the step runs; always where it is missing. */
  if?: string | boolean;
  input: object;
  /** Whether the task applies what is built, rather than only writing it. Default true. */
  applied?: string | boolean;
};

/**
 * What a template says of its manifests, under `ui:options`. All sources whose
 * condition holds are built, claims first.
 * @public
 */
export type ManifestsOptions = {
  /** Steps `realtime:claim:build`. */
  claims?: ManifestsSource[];
  /** Steps `realtime:oam:build`. */
  applications?: ManifestsSource[];
  /** Where they will be applied; empty when they are only written into files. */
  kubernetesCluster?: string;
  /** Input of the step `realtime:names:check`, whose names are checked here too. */
  names?: object;
};

/** A manifest, and whether the task sends it to the cluster. */
export interface PreviewedManifest {
  manifest: Manifest;
  isApplied: boolean;
}

/** What all sources build together. */
export type PreviewResult =
  | { ok: true; manifests: PreviewedManifest[]; warnings: string[] }
  | { ok: false; problems: ManifestProblem[] };

/** The manifests a task would build of the answers, or why that is not known. */
export type Preview =
  | { state: 'built'; result: PreviewResult; kubernetesCluster: string }
  /** `what`: the expression that only a task can compute. */
  | { state: 'notRendered'; what: string }
  | { state: 'none' };

/** Fills the answers in and calls what the actions call. */
export function buildPreview(
  { claims = [], applications = [], kubernetesCluster }: ManifestsOptions,
  answers: Answers,
  claimApi: ClaimApi,
): Preview {
  try {
    const cluster = renderInput(kubernetesCluster, answers);
    const built = [
      ...buildAll(claims, answers, input =>
        buildClaims(toClaimForm(input), claimApi),
      ),
      ...buildAll(applications, answers, input =>
        buildOamApplication(toOamForm(input)),
      ),
    ];
    if (built.length === 0) return { state: 'none' };
    return {
      state: 'built',
      result: joinResults(built),
      kubernetesCluster: typeof cluster === 'string' ? cluster : '',
    };
  } catch (error) {
    if (error instanceof NotRendered)
      return { state: 'notRendered', what: error.message };
    throw error;
  }
}

interface Built {
  result: BuildResult;
  isApplied: boolean;
}

function buildAll(
  sources: ManifestsSource[],
  answers: Answers,
  build: (input: unknown) => BuildResult,
): Built[] {
  const holds = (value: string | boolean = true) =>
    Boolean(renderInput(value, answers));
  return sources
    .filter(source => holds(source.if))
    .map(({ input, applied }) => ({
      result: build(renderInput(input, answers)),
      isApplied: holds(applied),
    }));
}

/** Environments are built of the same answers: what is said of each is said once. */
function joinResults(built: Built[]): PreviewResult {
  const problems = built.flatMap(({ result }) =>
    result.ok ? [] : result.problems,
  );
  if (problems.length > 0)
    return { ok: false, problems: onceEach(problems, p => JSON.stringify(p)) };
  const good = built.flatMap(({ result, isApplied }) =>
    result.ok ? [{ ...result, isApplied }] : [],
  );
  return {
    ok: true,
    manifests: good.flatMap(({ manifests, isApplied }) =>
      manifests.map(manifest => ({ manifest, isApplied })),
    ),
    warnings: [...new Set(good.flatMap(({ warnings }) => warnings))],
  };
}

function onceEach<T>(values: T[], keyOf: (value: T) => string): T[] {
  return [...new Map(values.map(value => [keyOf(value), value])).values()];
}

/** The input of the action as the form of the builder; the builder judges its parts. */
function toClaimForm(input: unknown): ClaimForm {
  const { application, platform } = input as ClaimForm;
  return { application, platform, target: toTarget(input) };
}

function toOamForm(input: unknown): OamForm {
  const { name = '', components, profile } = input as Partial<OamForm>;
  const known = Array.isArray(components) ? components : [];
  return { name, components: known, profile, target: toTarget(input) };
}

function toTarget(input: unknown): NonNullable<ClaimForm['target']> {
  const { namespace, owner, system } = input as NonNullable<
    ClaimForm['target']
  >;
  return { namespace, owner, system };
}
