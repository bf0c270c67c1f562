import type { Entity } from '@backstage/catalog-model';
import {
  readForms,
  splitPart,
  SYSTEM_NAME,
  type AnnotationForm,
} from './annotationForms';
import type { AnnotationProblem } from './protocol/http';
import type { ClusterName, StreamRef } from './model/stream';

/**
 * Tag of a Resource made from a topic of a cluster that no other entity
 * declares.
 * @public
 */
export const UNDECLARED_TOPIC_TAG = 'undeclared';

/** Names of the annotations that are read. @public */
export const ANNOTATIONS = {
  kafkaTopics: 'backstage-realtime.io/kafka-topics',
  websocket: 'backstage-realtime.io/websocket',
  mqttTopics: 'backstage-realtime.io/mqtt-topics',
  kafkaConsumerGroups: 'backstage-realtime.io/kafka-consumer-groups',
  healthLimits: 'backstage-realtime.io/health-limits',
  /** `production` or `development`; without it `spec.lifecycle` decides. */
  healthTier: 'backstage-realtime.io/health-tier',
  rollout: 'backstage-realtime.io/rollout',
  metrics: 'backstage-realtime.io/metrics',
  /** Read too, so that catalogs written for other plugins light up. */
  producerTopicsAlias: 'kafka.apache.org/producer-topics',
  consumerGroupsAlias: 'kafka.apache.org/consumer-groups',
  consumerGroupsInfoAlias: 'kafka-info/consumer-groups',
  kubernetesIdAlias: 'backstage.io/kubernetes-id',
  kubernetesNamespaceAlias: 'backstage.io/kubernetes-namespace',
  kubernetesSelectorAlias: 'backstage.io/kubernetes-label-selector',
  kubernetesClusterAlias: 'backstage.io/kubernetes-cluster',
} as const;

/** A consumer group of a cluster of app-config, as an entity declares it. @public */
export interface GroupRef {
  system: ClusterName;
  group: string;
}

/** Streams an entity declares, in the order written, without doubles; and what could not be read. @public */
export interface DeclaredStreams {
  streams: StreamRef[];
  problems: AnnotationProblem[];
}

/** Kafka's own rule for topic names: at most 249 of these characters, not `.` or `..`. */
const TOPIC = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/;

const STREAM_FORMS: AnnotationForm<StreamRef>[] = [
  {
    annotation: ANNOTATIONS.kafkaTopics,
    rightForm: 'cluster/topic',
    parse: parseKafkaTopic,
  },
  {
    annotation: ANNOTATIONS.producerTopicsAlias,
    rightForm: 'cluster/topic',
    parse: parseKafkaTopic,
  },
  {
    annotation: ANNOTATIONS.mqttTopics,
    rightForm: 'broker/topic filter',
    parse: parseMqttTopic,
  },
  {
    annotation: ANNOTATIONS.websocket,
    rightForm: 'the name of an endpoint in app-config',
    parse: parseWebSocket,
  },
];

const GROUP_FORMS: AnnotationForm<GroupRef>[] = [
  ANNOTATIONS.kafkaConsumerGroups,
  ANNOTATIONS.consumerGroupsAlias,
  ANNOTATIONS.consumerGroupsInfoAlias,
].map(annotation => ({
  annotation,
  rightForm: 'cluster/group',
  parse: parseGroup,
}));

/**
 * What the entity wishes to show; a wish, never a right. A malformed part is a
 * problem that names annotation, part and right form; the other parts count.
 * @public
 */
export function readDeclaredStreams(
  entity: Pick<Entity, 'metadata'>,
): DeclaredStreams {
  const { found, problems } = readForms(entity, STREAM_FORMS);
  return { streams: found, problems };
}

/**
 * Consumer groups the entity declares, in the order written, without doubles;
 * malformed parts as for {@link readDeclaredStreams}.
 * @public
 */
export function readDeclaredGroups(entity: Pick<Entity, 'metadata'>): {
  groups: GroupRef[];
  problems: AnnotationProblem[];
} {
  const { found, problems } = readForms(entity, GROUP_FORMS);
  return { groups: found, problems };
}

/**
 * Kafka topics that the entity says it writes to. The others it declares it
 * merely uses: in which direction nobody says. Malformed parts are left out,
 * {@link readDeclaredStreams} names them.
 * @public
 */
export function readProducedTopics(
  entity: Pick<Entity, 'metadata'>,
): Array<Extract<StreamRef, { kind: 'kafka' }>> {
  const forms = STREAM_FORMS.filter(
    ({ annotation }) => annotation === ANNOTATIONS.producerTopicsAlias,
  );
  return readForms(entity, forms).found.flatMap(ref =>
    ref.kind === 'kafka' ? [ref] : [],
  );
}

/** True when the entity declares Kafka topics or groups, even malformed: it has a Topics tab. @public */
export function isTopicHealthAvailable(
  entity: Pick<Entity, 'metadata'>,
): boolean {
  const kafka = STREAM_FORMS.filter(form => form.parse === parseKafkaTopic);
  return [...kafka, ...GROUP_FORMS].some(
    form => entity.metadata.annotations?.[form.annotation] !== undefined,
  );
}

/** True when the entity carries any annotation this plugin reads, even a malformed one. @public */
export function isRealtimeAvailable(entity: Pick<Entity, 'metadata'>): boolean {
  return STREAM_FORMS.some(
    form => entity.metadata.annotations?.[form.annotation] !== undefined,
  );
}

function parseKafkaTopic(part: string): StreamRef | undefined {
  const [system, topic] = splitPart(part);
  if (!SYSTEM_NAME.test(system) || !TOPIC.test(topic)) return undefined;
  return { kind: 'kafka', system: system as ClusterName, topic };
}

/** Kafka allows any text of at most 249 characters; control characters are slips. */
function parseGroup(part: string): GroupRef | undefined {
  const [system, group] = splitPart(part);
  // eslint-disable-next-line no-control-regex -- they are what is refused
  const isName = /^[^\u0000-\u001f]{1,249}$/.test(group);
  if (!SYSTEM_NAME.test(system) || !isName) return undefined;
  return { system: system as ClusterName, group };
}

function parseMqttTopic(part: string): StreamRef | undefined {
  const [system, topic] = splitPart(part);
  if (!SYSTEM_NAME.test(system) || !isMqttFilter(topic)) return undefined;
  return { kind: 'mqtt', system, topic };
}

function parseWebSocket(part: string): StreamRef | undefined {
  return SYSTEM_NAME.test(part)
    ? { kind: 'websocket', system: part }
    : undefined;
}

/** MQTT 3.1.1, 4.7: `#` only as the last level, `+` only as a whole level, at most 65,535 bytes, no NUL. */
function isMqttFilter(filter: string): boolean {
  if (filter === '' || filter.length > 1024 || filter.includes('\u0000'))
    return false;
  const levels = filter.split('/');
  return levels.every(
    (level, i) =>
      !/[#+]/.test(level) ||
      level === '+' ||
      (level === '#' && i === levels.length - 1),
  );
}
