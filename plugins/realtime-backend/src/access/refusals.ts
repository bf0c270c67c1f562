import {
  streamTitle,
  toRolloutKey,
  type GroupRef,
  type RealtimeErrorCode,
  type RolloutRef,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';

/** A refusal as a value: the code for programs, the sentence for the reader. */
export interface Refusal {
  ok: false;
  code: RealtimeErrorCode;
  message: string;
}

function refuse(code: RealtimeErrorCode, message: string): Refusal {
  return { ok: false, code, message: `${message}.` };
}

/** Same words whether the entity is missing or hidden from the caller. */
export function entityNotFound(entityRef: string): Refusal {
  return refuse(
    'realtime.entity.not-found',
    `No entity ${entityRef} that you may see. Check the name, or ask its owner for access`,
  );
}

export function notDeclared(entityRef: string, stream: string): Refusal {
  return refuse(
    'realtime.stream.not-declared',
    `${entityRef} does not declare ${stream}. Add it to an annotation in catalog-info.yaml`,
  );
}

/** Leaks nothing about the topic: the rules are checked before any system is asked. */
export function notAllowed(entityRef: string, ref: StreamRef): Refusal {
  return refuse(
    'realtime.stream.not-allowed',
    `No rule under realtime.access.allow lets ${entityRef} use ${streamTitle(
      ref,
    )} of ${ref.system}. The platform team can add one`,
  );
}

/** Leaks nothing about the group, as for {@link notAllowed}. */
export function groupNotAllowed(entityRef: string, ref: GroupRef): Refusal {
  return refuse(
    'realtime.stream.not-allowed',
    `No rule under realtime.access.allow lets ${entityRef} show the group ${ref.group} of ${ref.system}. The platform team can add one`,
  );
}

export function notConfigured(ref: StreamRef): Refusal {
  return refuse(
    'realtime.stream.not-configured',
    `app-config has no ${nounOf(ref)} named ${
      ref.system
    }. Correct the annotation, or ask the platform team to add it`,
  );
}

export function recordsOff(ref: StreamRef): Refusal {
  return refuse(
    'realtime.stream.records-off',
    `Records are switched off for ${ref.system}; counts are open. The platform team switches them on with records.enabled`,
  );
}

export function missingPermission(
  permission: string,
  entityRef: string,
  owner: string | undefined,
): Refusal {
  const who = owner ? `; ${owner} can help` : '';
  return refuse(
    'realtime.stream.forbidden',
    `Missing permission ${permission} on ${entityRef}${who}`,
  );
}

export function rolloutNotDeclared(
  entityRef: string,
  rollout: string,
): Refusal {
  return refuse(
    'realtime.rollout.not-declared',
    `${entityRef} does not declare the rollout ${rollout.slice(0, 400)}. Add it to the annotation backstage-realtime.io/rollout in catalog-info.yaml`,
  );
}

/** Leaks nothing about the rollout, as for {@link notAllowed}. */
export function rolloutNotAllowed(
  entityRef: string,
  rollout: RolloutRef,
): Refusal {
  return refuse(
    'realtime.rollout.not-allowed',
    `No rule under realtime.access.allow lets ${entityRef} show the rollout ${toRolloutKey(rollout)}. The platform team can add one with rollouts`,
  );
}

export function clusterNotConfigured({ cluster }: RolloutRef): Refusal {
  return refuse(
    'realtime.kubernetes.unknown-cluster',
    `app-config has no Kubernetes cluster named ${cluster}. Correct the annotation, or ask the platform team to add it`,
  );
}

export function missingRolloutPermission(
  permission: string,
  entityRef: string,
  owner: string | undefined,
): Refusal {
  const { message } = missingPermission(permission, entityRef, owner);
  return { ok: false, code: 'realtime.rollout.forbidden', message };
}

function nounOf(ref: StreamRef): string {
  return {
    kafka: 'Kafka cluster',
    mqtt: 'MQTT broker',
    websocket: 'WebSocket endpoint',
  }[ref.kind];
}
