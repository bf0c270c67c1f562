import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { whyNotTopicName } from '@backstage-realtime/plugin-realtime-common';
import { createWordsOf } from '../../translations/createWords';
import { takenErrors } from '../form/validation';
import { readTopicWish, type TopicOptions } from './topicOptions';

/** Refuses names that Kafka does, and those in use where the template makes the topic. */
export const validateTopic: CustomFieldValidator<string, TopicOptions> = async (
  typed,
  field,
  context,
) => {
  const options = context.uiSchema?.['ui:options'] ?? {};
  const wish = readTopicWish(typed, options, context.formData);
  const { topic, canAsk, kafkaCluster, mayExist } = wish;
  if (topic === '') return;
  if (whyNotTopicName(topic)) {
    field.addError(createWordsOf(context.apiHolder)('rule.topic'));
    return;
  }
  if (!canAsk) return;
  const request = { topics: [topic], kafkaCluster };
  for (const error of await takenErrors(request, context, { mayExist }))
    field.addError(error);
};
