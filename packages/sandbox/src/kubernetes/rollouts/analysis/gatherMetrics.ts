import type { InternalClient } from '../../controllers/InternalClient';
import { objectAt, textAt, type Json } from '../../model/json';
import { asJson } from '../../model/KubernetesObject';
import type { AnalysisWish, Argument } from '../model/spec';
import type { AnalysisKinds } from './Runs';

/**
 * Metrics of all templates of a wish, the arguments these declare, and which
 * metrics decide nothing: those the wish names and those the templates do.
 */
export interface Gathered {
  metrics: Json[];
  args: Argument[];
  dryRun: { metricName: string }[];
}

type Asked = { namespace: string; wish: AnalysisWish };

/** The name of the first template that is not there. */
export function findMissingTemplate(
  client: InternalClient,
  kinds: AnalysisKinds,
  asked: Asked,
): string | undefined {
  return asked.wish.templates.find(
    each => !findTemplate(client, kinds, asked.namespace, each),
  )?.templateName;
}

/** Templates that are gone count for nothing: a rollout with one is invalid already. */
export function gatherMetrics(
  client: InternalClient,
  kinds: AnalysisKinds,
  { namespace, wish }: Asked,
): Gathered {
  const specs = wish.templates.map(each =>
    objectAt(findTemplate(client, kinds, namespace, each), 'spec'),
  );
  return {
    metrics: specs.flatMap(({ metrics }) =>
      Array.isArray(metrics) ? metrics : [],
    ),
    args: specs.flatMap(({ args }) =>
      Array.isArray(args) ? args.flatMap(readArgument) : [],
    ),
    dryRun: [
      ...wish.dryRun,
      ...specs.flatMap(({ dryRun }) => (Array.isArray(dryRun) ? dryRun : [])),
    ].flatMap(readDryRun),
  };
}

function readDryRun(value: unknown): { metricName: string }[] {
  const metricName = textAt(value as Json, 'metricName');
  return metricName === undefined ? [] : [{ metricName }];
}

function readArgument(value: Json): Argument[] {
  const name = textAt(value, 'name');
  return name === undefined ? [] : [{ ...objectAt({ value }, 'value'), name }];
}

function findTemplate(
  client: InternalClient,
  { clusterTemplate, template }: AnalysisKinds,
  namespace: string,
  { clusterScope, templateName: name }: AnalysisWish['templates'][number],
) {
  const key = clusterScope
    ? { kind: clusterTemplate, namespace: '', name }
    : { kind: template, namespace, name };
  const found = client.get(key);
  return found && asJson(found);
}
