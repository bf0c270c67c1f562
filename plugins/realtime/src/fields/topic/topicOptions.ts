import { textOf } from '../form/fieldProps';
import type { Answers } from '../template/evaluate';
import { renderInput } from '../template/renderInput';
import { NotRendered } from '../template/tokens';

/** What a template says of a topic, under `ui:options`. @public */
export type TopicOptions = {
  /** What the template takes when the field is empty: `${{ parameters.name + "-ping" }}`. */
  fallback?: string;
  /** Whether a topic that exists may be used: `${{ parameters.platform == "existing" }}`. Default false. */
  mayExist?: string | boolean;
  /**
   * Name of the answer that holds the Kafka cluster. Nothing is asked while that
   * is empty: the cluster may not be there yet. Default `kafkaCluster`, and all
   * clusters are asked while that is empty.
   */
  kafkaClusterFrom?: string;
};

/** The same with the answers filled in. */
export interface TopicWish {
  /** What was typed, else the fallback; empty when there is neither. */
  topic: string;
  isFallback: boolean;
  mayExist: boolean;
  kafkaCluster?: string;
  /** Whether it can be said which cluster it is for. */
  canAsk: boolean;
}

/** What is asked for by a field, given all answers so far. */
export function readTopicWish(
  typed: string | undefined,
  options: TopicOptions,
  answers: Answers,
): TopicWish {
  const fallback = render(options.fallback, answers);
  const { kafkaClusterFrom } = options;
  const kafkaCluster = textOf(answers, kafkaClusterFrom ?? 'kafkaCluster');
  return {
    topic: typed || (typeof fallback === 'string' ? fallback : ''),
    isFallback: !typed,
    mayExist: Boolean(render(options.mayExist, answers)),
    ...(kafkaCluster && { kafkaCluster }),
    canAsk: !kafkaClusterFrom || kafkaCluster !== undefined,
  };
}

/** Undefined where the answers do not give it yet. */
function render(value: unknown, answers: Answers): unknown {
  try {
    return renderInput(value, answers);
  } catch (error) {
    if (error instanceof NotRendered) return undefined;
    throw error;
  }
}
