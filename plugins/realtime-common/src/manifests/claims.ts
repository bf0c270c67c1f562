import {
  APPLICATION_CLAIM,
  claimApiVersion,
  DEFAULT_CLAIM_API,
  REALTIME_PLATFORM_CLAIM,
  type ClaimApi,
} from './claimApi';
import type { BuildResult, ManifestProblem } from './manifest';
import { buildMetadata, manifestTarget, type ManifestTarget } from './metadata';
import { withProfile } from './profiles';
import { readForm } from './readForm';
import { findTopicProblems } from './rules';
import {
  applicationClaimSpec,
  type ApplicationClaimForm,
} from './schemas/applicationClaimSpec';
import {
  realtimePlatformSpec,
  type RealtimePlatformForm,
} from './schemas/realtimePlatformSpec';
import { findIdleApplicationParts, findIdlePlatformParts } from './warnings';

/** What a form asks for: a service, a platform, or a service with its platform. @public */
export interface ClaimForm {
  application?: ApplicationClaimForm;
  platform?: RealtimePlatformForm;
  target?: ManifestTarget;
}

/**
 * Claims of a form, the platform first, for a preview as for an action. A
 * service that comes with a platform refers to it without being told. Only
 * what was given is written, besides what a profile sets: the rest stays with
 * the defaults of the cluster and may be changed there.
 * @public
 */
export function buildClaims(
  form: ClaimForm,
  api: ClaimApi = DEFAULT_CLAIM_API,
): BuildResult {
  if (!form.application && !form.platform)
    return refused('', 'ask for a service, a platform, or both');
  const target = readForm(manifestTarget, form.target ?? {}, 'target');
  const claims = [
    ...(form.platform ? [readPlatform(form.platform)] : []),
    ...(form.application
      ? [readApplication(form.application, form.platform?.name)]
      : []),
  ];
  const problems = [target, ...claims].flatMap(part =>
    part.ok ? [] : part.problems,
  );
  if (problems.length > 0 || !target.ok) return { ok: false, problems };
  const good = claims.flatMap(part => (part.ok ? [part] : []));
  return {
    ok: true,
    manifests: good.map(({ kind, spec }) => ({
      apiVersion: claimApiVersion(api),
      kind,
      metadata: buildMetadata(spec.name, target.filled),
      spec,
    })),
    warnings: good.flatMap(({ warnings }) => warnings),
  };
}

/** A part of the form that became a claim, or its problems. */
type ReadClaim =
  | { ok: true; kind: string; spec: { name: string }; warnings: string[] }
  | { ok: false; problems: ManifestProblem[] };

function readPlatform(form: RealtimePlatformForm): ReadClaim {
  const read = readForm(realtimePlatformSpec, withProfile(form), 'platform');
  if (!read.ok) return read;
  const { topics = [], kafkaConfig } = read.filled;
  const own = topics.map(({ name }) => name);
  const problems = [
    ...findTopicProblems(own, 'platform.topics'),
    ...findTopicProblems(
      kafkaConfig.topics ?? [],
      'platform.kafkaConfig.topics',
      own,
    ),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const spec = read.written;
  const warnings = findIdlePlatformParts(spec);
  return { ok: true, kind: REALTIME_PLATFORM_CLAIM, spec, warnings };
}

/** With one name for the platform: the one it is built under. */
function readApplication(
  form: ApplicationClaimForm,
  platformName?: string,
): ReadClaim {
  const realtime = form.realtime || platformName;
  const read = readForm(
    applicationClaimSpec,
    { ...form, realtime },
    'application',
  );
  if (!read.ok) return read;
  const problems = [
    ...findTopicProblems(
      read.filled.streaming?.topics ?? [],
      'application.streaming.topics',
    ),
    ...findOtherPlatform(realtime, platformName),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const spec = read.written;
  const warnings = findIdleApplicationParts(spec);
  return { ok: true, kind: APPLICATION_CLAIM, spec, warnings };
}

function findOtherPlatform(
  realtime?: string,
  platformName?: string,
): ManifestProblem[] {
  if (!platformName || realtime === platformName) return [];
  return [
    {
      field: 'application.realtime',
      message: `names another platform than the one that is made here; use "${platformName}"`,
    },
  ];
}

function refused(field: string, message: string): BuildResult {
  return { ok: false, problems: [{ field, message }] };
}
