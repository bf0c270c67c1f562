import type { ContentObservation } from '../../../content/ContentObservation';
import type { HealthContext, TopicView } from '../../context/HealthContext';
import { notApplicable, type Judgement } from '../../judgement';
import { count, name, say } from '../../values';
import type { Checked } from '../HealthCheck';

/** A stream whose records may be looked into; `content` is missing while nobody reads it. */
export interface SampledStream extends Checked {
  label: string;
  topic?: TopicView;
  content?: ContentObservation;
}

/** Declared topics, and the other streams that somebody reads. */
export function sampledStreams({
  topics,
  contents = [],
}: HealthContext): SampledStream[] {
  const others = contents.filter(({ kind }) => kind !== 'kafka');
  return [
    ...topics.map(topic => {
      const content = contents.find(each => isOf(each, topic));
      const { subject, topic: label } = topic;
      // What a reader saw is known, whatever the cluster answers.
      const gone = content ? undefined : topic.missing;
      return { ...{ subject, label, topic, content }, missing: gone };
    }),
    ...others.map(content => ({
      subject: { system: content.system, topic: content.topic },
      label: content.topic ?? content.system,
      content,
    })),
  ];
}

function isOf(
  { kind, system, topic }: ContentObservation,
  of: TopicView,
): boolean {
  return kind === 'kafka' && system === of.system && topic === of.topic;
}

/** Declared topics only: what is asked needs their configuration or partitions. */
export function sampledTopics(
  context: HealthContext,
): Array<SampledStream & { topic: TopicView }> {
  return sampledStreams(context).flatMap(stream =>
    stream.topic ? [{ ...stream, topic: stream.topic }] : [],
  );
}

/** Names that the sentences need. */
export function namesOf({ label }: SampledStream, { owner }: HealthContext) {
  return { topic: name(label), owner: name(owner) };
}

/** Nobody reads, so nothing is looked into. */
export function notRead(
  stream: SampledStream,
  context: HealthContext,
): Judgement {
  return notApplicable(say('content.not-read', namesOf(stream, context)));
}

export function tooFew(
  stream: SampledStream,
  context: HealthContext,
  { samples, needed }: { samples: number; needed: number },
): Judgement {
  return notApplicable(
    say('content.few', {
      ...namesOf(stream, context),
      count: count(samples),
      needed: count(needed),
    }),
  );
}

/** What a verdict of samples rests on. */
export function windowOf({ spanMs, sampled, passed }: ContentObservation) {
  return { ms: spanMs, samples: sampled, expected: passed };
}

/** Where a share of samples comes from. */
export const SAMPLED_FROM = ['records that somebody reads'];
