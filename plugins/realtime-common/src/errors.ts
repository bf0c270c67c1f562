/** Every code an answer or frame may carry, with what it means to a person. @public */
export const ERROR_CODES = {
  'realtime.annotation.malformed': 'an annotation of the entity cannot be read',
  'realtime.stream.not-declared': 'the entity does not declare this stream',
  'realtime.stream.not-allowed':
    'no allow rule lets this entity use the stream',
  'realtime.stream.not-configured':
    'app-config does not know this cluster, broker or endpoint',
  'realtime.stream.records-off': 'records are switched off for this cluster',
  'realtime.stream.forbidden': 'a permission is missing',
  'realtime.stream.over-budget': 'a limit of streams is reached',
  'realtime.stream.stopped-elsewhere':
    'its user stopped it from another page, to watch something else there',
  'realtime.stream.not-seekable': 'this source has no history to start from',
  'realtime.stream.idle': 'nobody used the page for a while',
  'realtime.entity.not-found': 'the entity does not exist or may not be seen',
  'realtime.record.not-found': 'the record is no longer held',
  'realtime.record.too-large': 'the record is over the size limit',
  'realtime.kafka.topic-not-found':
    'the topic does not exist or may not be seen with this credential',
  'realtime.kafka.not-authorised': 'the credential may not read the topic',
  'realtime.kafka.authentication-failed': 'the cluster refused the credential',
  'realtime.kafka.unreachable': 'no broker answers',
  'realtime.kafka.no-leader': 'the partition has no leader that answers',
  'realtime.kafka.corrupt-batch': 'a batch failed its length or CRC check',
  'realtime.kafka.unsupported': 'the broker cannot do what is needed',
  'realtime.mqtt.unreachable': 'the MQTT broker does not answer',
  'realtime.mqtt.refused':
    'the MQTT broker refused the credential or the filter',
  'realtime.websocket.unreachable': 'the WebSocket endpoint does not answer',
  'realtime.websocket.refused': 'the WebSocket endpoint refused the connection',
  'realtime.registry.unreachable': 'the schema registry does not answer',
  'realtime.command.malformed': 'the command has the wrong form',
  'realtime.command.unknown-sub': 'no subscription has this number',
  'realtime.scan.budget': 'reading history stopped at its budget',
  'realtime.manifest.invalid':
    'a form or manifest has mistakes, which the message names by field',
  'realtime.kubernetes.misconfigured':
    'the Kubernetes clusters in app-config have mistakes',
  'realtime.kubernetes.unknown-cluster':
    'app-config does not know this Kubernetes cluster',
  'realtime.kubernetes.unknown-kind':
    'the Kubernetes cluster does not serve this kind, or templates may not create it',
  'realtime.kubernetes.unreachable': 'the Kubernetes cluster does not answer',
  'realtime.kubernetes.forbidden':
    'the Kubernetes cluster does not allow it with this credential',
  'realtime.kubernetes.not-found': 'the Kubernetes cluster has no such object',
  'realtime.kubernetes.conflict':
    'another manager owns a field that was to be set',
  'realtime.kubernetes.expired': 'the watch has to begin anew',
  'realtime.kubernetes.refused': 'the Kubernetes cluster refused what was sent',
  'realtime.kubernetes.user-token-needed':
    'the cluster is spoken to as the user, and no token of the user came',
  'realtime.rollout.not-declared': 'the entity does not declare this rollout',
  'realtime.rollout.not-allowed':
    'no allow rule lets this entity show the rollout',
  'realtime.rollout.forbidden': 'a permission on the rollout is missing',
  'realtime.rollout.not-found': 'the cluster has no such rollout',
  'realtime.rollout.controls-off':
    'controls of rollouts are switched off in app-config',
  'realtime.rollout.changed':
    'the rollout is in another state than the one the action was offered for',
  'realtime.rollout.refused':
    'the action would be unsafe or without effect in this state',
  'realtime.prometheus.unauthenticated':
    'Prometheus does not take the credential, or there is none to send',
  'realtime.prometheus.forbidden':
    'Prometheus takes the credential and does not let it read this',
  'realtime.prometheus.bad-query': 'Prometheus does not understand the query',
  'realtime.prometheus.unavailable': 'Prometheus answers that it cannot now',
  'realtime.prometheus.unreachable': 'Prometheus does not answer',
  'realtime.prometheus.timeout': 'Prometheus does not answer in time',
  'realtime.prometheus.unreadable':
    'what answers is not Prometheus, or its answer is damaged or too long',
  'realtime.prometheus.unsupported':
    'this Prometheus API cannot do what is needed',
  'realtime.claim.not-ready': 'the claim did not become ready in time',
  'realtime.create.forbidden': 'the user may not create or remove this',
  'realtime.create.no-answer':
    'a place that was asked for a name is silent, so nothing is known of it',
  'realtime.create.not-asked': 'a place was not asked for a name',
  'realtime.publish.refused': 'the files cannot be published locally',
  'realtime.internal': 'an unexpected fault; the server log has it',
} as const;

/** A key of {@link ERROR_CODES}. @public */
export type RealtimeErrorCode = keyof typeof ERROR_CODES;

/**
 * The one error type of the product. `message` is for a person: what, which,
 * what to do; it never holds an address, a token or a payload.
 * @public
 */
export class RealtimeError extends Error {
  readonly code: RealtimeErrorCode;
  readonly isRetriable: boolean;

  constructor(
    code: RealtimeErrorCode,
    message: string,
    options: { isRetriable?: boolean; cause?: unknown } = {},
  ) {
    super(
      message,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'RealtimeError';
    this.code = code;
    this.isRetriable = options.isRetriable ?? false;
  }
}
