import {
  makeFieldSchema,
  type CustomFieldValidator,
} from '@backstage/plugin-scaffolder-react';
import { RealtimeDuration } from './duration/RealtimeDuration';
import { validateDuration } from './duration/validateDuration';
import { RealtimeConsumerGroup } from './group/RealtimeConsumerGroup';
import { validateConsumerGroup } from './group/validateConsumerGroup';
import { RealtimeManifests } from './manifests/RealtimeManifests';
import { validateManifests } from './manifests/validateManifests';
import { RealtimeName } from './name/RealtimeName';
import { validateName } from './name/validateName';
import { namesOf } from './pickers/namesOf';
import {
  RealtimeKafkaCluster,
  RealtimeMqttBroker,
  RealtimeWebSocketEndpoint,
} from './pickers/pickers';
import { RealtimeKubernetesCluster } from './pickers/RealtimeKubernetesCluster';
import { RealtimeNamespace } from './pickers/RealtimeNamespace';
import { validateNamespace } from './pickers/validateNamespace';
import { validatePicked } from './pickers/validatePicked';
import { RealtimePlatform } from './platform/RealtimePlatform';
import { validatePlatform } from './platform/validatePlatform';
import { RealtimeSecretReference } from './secret/RealtimeSecretReference';
import { validateSecretReference } from './secret/validateSecretReference';
import { RealtimeTopic } from './topic/RealtimeTopic';
import { validateTopic } from './topic/validateTopic';

/**
 * Fields of software templates, one definition for both frontend systems. A
 * template names one as `ui:field` and keeps the plain JSON schema beside it:
 * the backend of the scaffolder knows the schema only. What a field finds out
 * while somebody types is a courtesy; the actions judge for themselves. Lists
 * and checks come from the realtime backend with the rights of the reader, and
 * where it cannot be asked the field says so and takes what is typed.
 */
export const fieldDefinitions = {
  name: plain('RealtimeName', RealtimeName, validateName),
  kubernetesCluster: plain(
    'RealtimeKubernetesCluster',
    RealtimeKubernetesCluster,
    validatePicked(namesOf.kubernetesCluster),
  ),
  namespace: plain('RealtimeNamespace', RealtimeNamespace, validateNamespace),
  kafkaCluster: plain(
    'RealtimeKafkaCluster',
    RealtimeKafkaCluster,
    validatePicked(namesOf.kafkaCluster),
  ),
  mqttBroker: plain(
    'RealtimeMqttBroker',
    RealtimeMqttBroker,
    validatePicked(namesOf.mqttBroker),
  ),
  webSocketEndpoint: plain(
    'RealtimeWebSocketEndpoint',
    RealtimeWebSocketEndpoint,
    validatePicked(namesOf.webSocketEndpoint),
  ),
  platform: plain('RealtimePlatform', RealtimePlatform, validatePlatform),
  consumerGroup: plain(
    'RealtimeConsumerGroup',
    RealtimeConsumerGroup,
    validateConsumerGroup,
  ),
  duration: plain('RealtimeDuration', RealtimeDuration, validateDuration),
  secretReference: {
    name: 'RealtimeSecretReference',
    component: RealtimeSecretReference,
    validation: validateSecretReference,
    schema: makeFieldSchema({
      output: z =>
        z.union([
          z.string(),
          z.object({ name: z.string().optional(), key: z.string().optional() }),
        ]),
      uiOptions: z => z.object({ nameOnly: z.boolean().optional() }),
    }),
  },
  topic: {
    name: 'RealtimeTopic',
    component: RealtimeTopic,
    validation: ofTexts(validateTopic),
    schema: makeFieldSchema({
      output: z => z.string(),
      uiOptions: z =>
        z.object({
          fallback: z.string().optional(),
          mayExist: z.union([z.string(), z.boolean()]).optional(),
          kafkaClusterFrom: z.string().optional(),
        }),
    }),
  },
  manifests: {
    name: 'RealtimeManifests',
    component: RealtimeManifests,
    validation: validateManifests,
    schema: manifestsSchema(),
  },
};

type TextSchema = ReturnType<typeof textSchema>;

function textSchema() {
  return makeFieldSchema({
    output: z => z.string(),
    uiOptions: z => z.object({}),
  });
}

/** The options of a review; the builders judge each input. */
function manifestsSchema() {
  return makeFieldSchema({
    output: z => z.string(),
    uiOptions: z => {
      const condition = z.union([z.string(), z.boolean()]).optional();
      const input = z.object({}).passthrough();
      const source = z.object({ if: condition, input, applied: condition });
      return z.object({
        claims: z.array(source).optional(),
        applications: z.array(source).optional(),
        kubernetesCluster: z.string().optional(),
        names: input.optional(),
      });
    },
  });
}

/** A field whose value is a text and that has no options. */
function plain(
  name: string,
  component: (props: TextSchema['TProps']) => JSX.Element,
  validation: CustomFieldValidator<string, unknown>,
) {
  return {
    name,
    component,
    validation: ofTexts(validation),
    schema: textSchema(),
  };
}

/**
 * A validator for texts alone: for a field inside of a list, the form hands over
 * the whole list under the name of the field. Its items are judged by their
 * JSON schema, and by the builders on the review.
 */
function ofTexts<Options>(
  validate: CustomFieldValidator<string, Options>,
): CustomFieldValidator<string, Options> {
  return (value: unknown, ...rest) =>
    typeof value === 'object' ? undefined : validate(value as string, ...rest);
}
