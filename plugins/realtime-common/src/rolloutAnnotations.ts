import type { Entity } from '@backstage/catalog-model';
import {
  readForms,
  splitPart,
  SYSTEM_NAME,
  type AnnotationForm,
} from './annotationForms';
import { ANNOTATIONS } from './annotations';
import type { RolloutRef } from './model/canary';
import type { AnnotationProblem } from './protocol/http';

/**
 * Rollouts by their labels, as the annotations of the core Kubernetes plugin
 * select objects; which ones those are each cluster has to be asked.
 * @public
 */
export interface RolloutSelector {
  /** Missing: every cluster of app-config. */
  cluster?: string;
  /** Missing: every namespace. */
  namespace?: string;
  /** As the API of Kubernetes takes it: `app=ping-pong,tier!=test`. */
  labels: string;
}

/** Rollouts an entity declares. @public */
export interface DeclaredRollouts {
  /** By name, in the order written, without doubles. */
  rollouts: RolloutRef[];
  /** Only where none is declared by name. */
  selector?: RolloutSelector;
  /** Parts that could not be read. */
  problems: AnnotationProblem[];
}

/** Names of namespaces are DNS labels. */
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Names of rollouts are DNS names of at most 253 characters. */
const NAME =
  /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Values of labels. */
const LABEL_VALUE = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** What selectors are written with; the cluster judges the rest. */
const LABEL_SELECTOR = /^[-A-Za-z0-9_./=!(), ]{1,500}$/;

const ROLLOUT_FORM: AnnotationForm<RolloutRef> = {
  annotation: ANNOTATIONS.rollout,
  rightForm: 'cluster/namespace/name',
  parse: parseRollout,
};

/**
 * Rollouts the entity wishes to show; a wish, never a right. Those of
 * `backstage-realtime.io/rollout`; without it, a selector from the annotations
 * of the core Kubernetes plugin. Malformed parts are problems, the others count.
 * @public
 */
export function readDeclaredRollouts(
  entity: Pick<Entity, 'metadata'>,
): DeclaredRollouts {
  if (textOf(entity, ANNOTATIONS.rollout) === undefined)
    return { rollouts: [], ...readSelector(entity) };
  const { found, problems } = readForms(entity, [ROLLOUT_FORM]);
  return { rollouts: found, problems };
}

/** True when the entity declares rollouts in any way, even malformed: it has a Canary tab. @public */
export function isRolloutAvailable(entity: Pick<Entity, 'metadata'>): boolean {
  return [
    ANNOTATIONS.rollout,
    ANNOTATIONS.kubernetesSelectorAlias,
    ANNOTATIONS.kubernetesIdAlias,
  ].some(annotation => textOf(entity, annotation) !== undefined);
}

/** `prod/demo/pingpong-counter`; the inverse of `toRolloutKey`. Undefined when it is none. @public */
export function parseRollout(part: string): RolloutRef | undefined {
  const [cluster, rest] = splitPart(part);
  const [namespace, name] = splitPart(rest);
  const isRollout =
    SYSTEM_NAME.test(cluster) && NAMESPACE.test(namespace) && NAME.test(name);
  return isRollout ? { cluster, namespace, name } : undefined;
}

function readSelector(
  entity: Pick<Entity, 'metadata'>,
): Pick<DeclaredRollouts, 'selector' | 'problems'> {
  const labels = readLabels(entity);
  if (labels === undefined) return { problems: [] };
  const parts = {
    cluster: readPart(
      entity,
      ANNOTATIONS.kubernetesClusterAlias,
      SYSTEM_NAME,
      'the name of a cluster in app-config',
    ),
    namespace: readPart(
      entity,
      ANNOTATIONS.kubernetesNamespaceAlias,
      NAMESPACE,
      'a namespace',
    ),
    labels,
  };
  const problems = Object.values(parts).flatMap(each => each.problems);
  // A part that cannot be read must not widen what is selected.
  if (problems.length > 0 || labels.value === undefined) return { problems };
  return {
    selector: {
      cluster: parts.cluster.value,
      namespace: parts.namespace.value,
      labels: labels.value,
    },
    problems,
  };
}

/** The core plugin lets the selector win over the id. */
function readLabels(entity: Pick<Entity, 'metadata'>) {
  const { kubernetesIdAlias, kubernetesSelectorAlias } = ANNOTATIONS;
  if (textOf(entity, kubernetesSelectorAlias) !== undefined)
    return readPart(
      entity,
      kubernetesSelectorAlias,
      LABEL_SELECTOR,
      'a label selector: app=ping-pong',
    );
  if (textOf(entity, kubernetesIdAlias) === undefined) return undefined;
  const { value, problems } = readPart(
    entity,
    kubernetesIdAlias,
    LABEL_VALUE,
    'the value of a label',
  );
  return { value: value && `${kubernetesIdAlias}=${value}`, problems };
}

function readPart(
  entity: Pick<Entity, 'metadata'>,
  annotation: string,
  form: RegExp,
  rightForm: string,
): { value?: string; problems: AnnotationProblem[] } {
  const part = textOf(entity, annotation)?.trim();
  if (part === undefined || form.test(part))
    return { value: part, problems: [] };
  const message = `${annotation} has "${part.slice(0, 80)}"; the right form is ${rightForm}`;
  return { problems: [{ annotation, part, message }] };
}

function textOf(
  { metadata }: Pick<Entity, 'metadata'>,
  annotation: string,
): string | undefined {
  return metadata.annotations?.[annotation];
}
