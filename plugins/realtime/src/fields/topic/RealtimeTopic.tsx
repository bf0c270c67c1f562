import { whyNotTopicName } from '@backstage-realtime/plugin-realtime-common';
import { useCreateWords } from '../../translations/createWords';
import { checkNotes } from '../form/checkNotes';
import { answersOf, type TextFieldProps } from '../form/fieldProps';
import type { FieldNote } from '../form/FieldNotes';
import { TextInput } from '../form/TextInput';
import { useNameCheck } from '../form/useNameCheck';
import { readTopicWish, type TopicOptions } from './topicOptions';

/**
 * Name of a Kafka topic. Says while it is typed whether the cluster has it
 * already, or has one that Kafka's metrics cannot tell from it. Left empty, the
 * same is said of what the template takes then.
 */
export function RealtimeTopic(props: TextFieldProps<TopicOptions>) {
  const words = useCreateWords();
  const options = props.uiSchema?.['ui:options'] ?? {};
  const wish = readTopicWish(props.formData, options, answersOf(props));
  const { topic, canAsk, isFallback, kafkaCluster, mayExist } = wish;
  const isWrong = topic !== '' && whyNotTopicName(topic) !== undefined;
  const checked = useNameCheck(
    topic === '' || isWrong || !canAsk
      ? undefined
      : { topics: [topic], kafkaCluster },
  );
  const found = checkNotes(checked, words, {
    pick: check => check.topics[0],
    mayExist,
  });
  const notes: FieldNote[] = [
    ...(isWrong ? [{ kind: 'error' as const, text: words('rule.topic') }] : []),
    ...(isFallback && topic !== ''
      ? [
          {
            kind: 'info' as const,
            text: words('check.fallback', { name: topic }),
          },
        ]
      : []),
    ...found,
  ];
  return <TextInput field={props} notes={notes} placeholder={topic} />;
}
