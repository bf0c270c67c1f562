import type { BuildResult, Manifest, ManifestProblem } from './manifest';
import { buildMetadata, manifestTarget, type ManifestTarget } from './metadata';
import { withProfile } from './profiles';
import { readForm } from './readForm';
import { whyNotServiceName } from './rules';
import {
  COMPONENT_TYPES,
  componentProperties,
  type ComponentType,
} from './schemas/components';
import type { RealtimePlatformForm } from './schemas/realtimePlatformSpec';
import { findIdleComponentParts } from './warnings';

/** API of OAM applications. @public */
export const OAM_API_VERSION = 'core.oam.dev/v1beta1';

/** One component of a form; `name` inside `properties` is filled in, as the two have to be equal. @public */
export interface ComponentForm {
  type: ComponentType;
  name: string;
  properties?: Record<string, unknown>;
}

/** What a form asks for as one OAM Application. @public */
export interface OamForm {
  name: string;
  components: ComponentForm[];
  /** Defaults of platforms that say nothing themselves. */
  profile?: 'dev' | 'production';
  target?: ManifestTarget;
}

/**
 * Lets applications ask for one topic: the first keeps it, the others share it.
 * KubeVela refuses an object that another application manages unless both say
 * so, which is why every Application says it, as the compositions do.
 */
const SHARED_TOPICS = {
  name: 'topics',
  type: 'shared-resource',
  properties: { rules: [{ selector: { resourceTypes: ['KafkaTopic'] } }] },
};

/** Components of one Application; more are hard to follow and go into several. */
const MAX_COMPONENTS = 32;

/**
 * The OAM Application of a form. A component has one name: that of the
 * component is its property `name` too, and what `realtime` of others refers
 * to. A reference to a platform of another Application is a warning, as it
 * cannot be looked up here.
 * @public
 */
export function buildOamApplication(form: OamForm): BuildResult {
  const target = readForm(manifestTarget, form.target ?? {}, 'target');
  const components = form.components.map((each, index) =>
    readComponent(each, `components[${index}]`, form.profile),
  );
  const problems = [
    ...(target.ok ? [] : target.problems),
    ...findNameProblems(form),
    ...components.flatMap(each => each.problems),
  ];
  if (problems.length > 0 || !target.ok) return { ok: false, problems };
  const manifest: Manifest = {
    apiVersion: OAM_API_VERSION,
    kind: 'Application',
    metadata: buildMetadata(form.name, target.filled),
    spec: {
      components: components.map(({ component }) => component),
      policies: [SHARED_TOPICS],
    },
  };
  const warnings = [
    ...components.flatMap(each => each.warnings),
    ...findForeignPlatforms(form.components),
  ];
  return { ok: true, manifests: [manifest], warnings };
}

function readComponent(
  { type, name, properties }: ComponentForm,
  field: string,
  profile: OamForm['profile'],
) {
  const empty = { component: undefined, warnings: [] };
  if (!COMPONENT_TYPES.includes(type)) {
    const message = `has to be one of ${COMPONENT_TYPES.join(', ')}`;
    return { ...empty, problems: [{ field: `${field}.type`, message }] };
  }
  const { name: inner = name } = properties ?? {};
  if (inner !== name) {
    const at = { field: `${field}.properties.name` };
    const message = 'differs from the name of the component; leave it out';
    return { ...empty, problems: [{ ...at, message }] };
  }
  const isPlatform = type === 'realtime-platform';
  const given = { ...(isPlatform && profile && { profile }), ...properties };
  const platform = isPlatform
    ? withProfile({ ...given, name } as RealtimePlatformForm)
    : undefined;
  const read = readForm(
    componentProperties[type],
    platform ?? { ...given, name },
    `${field}.properties`,
  );
  if (!read.ok) return { ...empty, problems: read.problems };
  return {
    component: { name, type, properties: read.written },
    // What was read has the shape that its type says.
    warnings: findIdleComponentParts(type, read.written as never),
    problems: [],
  };
}

function findNameProblems({ name, components }: OamForm): ManifestProblem[] {
  const wrong = whyNotServiceName(name);
  const seen = new Set<string>();
  const doubles = components.flatMap((each, index) => {
    const isDouble = seen.has(each.name);
    seen.add(each.name);
    const message = 'another component has this name; choose another one';
    return isDouble ? [{ field: `components[${index}].name`, message }] : [];
  });
  return [
    ...(wrong ? [{ field: 'name', message: wrong }] : []),
    ...(components.length === 0
      ? [{ field: 'components', message: 'add at least one component' }]
      : []),
    ...(components.length > MAX_COMPONENTS
      ? [{ field: 'components', message: `has more than ${MAX_COMPONENTS}` }]
      : []),
    ...doubles,
  ];
}

function findForeignPlatforms(components: readonly ComponentForm[]): string[] {
  const platforms = new Set(
    components
      .filter(({ type }) => type === 'realtime-platform')
      .map(({ name }) => name),
  );
  return components.flatMap(({ name, properties }) => {
    const realtime = properties?.realtime;
    return typeof realtime !== 'string' || platforms.has(realtime)
      ? []
      : [
          `${name} refers to the platform ${realtime}, which is not in this application and has to exist`,
        ];
  });
}
