import { z } from 'zod';
import { DURATION, parseDurationMs } from '../durations';
import {
  whyNotConsumerGroup,
  whyNotNamespace,
  whyNotServiceName,
  whyNotTopicName,
} from '../rules';

/** A text refused with the sentence of a rule; undefined means it is fine. */
function textBy(rule: (text: string) => string | undefined) {
  return z.string().superRefine((text, ctx) => {
    const message = rule(text);
    if (message) ctx.addIssue({ code: 'custom', message });
  });
}

function textLike(pattern: RegExp, max: number, message: string) {
  return z.string().min(1).max(max).regex(pattern, message);
}

export const serviceName = textBy(whyNotServiceName);

/** Pods of Kafka are named after the platform, `NAME-controller-01234567-99`, and a host name has 63 characters. */
const MAX_PLATFORM_NAME = 40;

export const platformName = serviceName.refine(
  name => name.length <= MAX_PLATFORM_NAME,
  `the name of a platform has at most ${MAX_PLATFORM_NAME} characters, as its pods are named after it; shorten it`,
);

export const namespaceName = textBy(whyNotNamespace);

export const topicName = textBy(whyNotTopicName);

/** A Kubernetes quantity of processors: `500m`, `2`, `0.5`. */
export const cpuQuantity = textLike(
  /^(\d+m|\d+(\.\d{1,3})?)$/,
  20,
  'write processors as 500m or 2',
).refine(isSome, 'is nothing at all; ask for more than 0');

/** A Kubernetes quantity of memory: `512Mi`. */
export const memoryQuantity = textLike(
  /^\d+(Ki|Mi|Gi|Ti|k|M|G|T)?$/,
  20,
  'write memory as 512Mi or 2Gi',
).refine(isSome, 'is nothing at all; ask for more than 0');

export const volumeSize = textLike(
  /^[1-9]\d*(Mi|Gi|Ti)$/,
  20,
  'write a size as 500Mi or 5Gi',
);

/** `24h`: bounded, so that it is a number of milliseconds Kafka can hold. */
export const duration = textLike(
  DURATION,
  20,
  'write a duration as a number with ms, s, m, h or d, such as 24h',
).refine(text => parseDurationMs(text) !== undefined, 'is too long');

/** Name and key of a Kubernetes Secret in the same namespace; never a value. */
export const secretRef = z.strictObject({
  name: textLike(
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
    253,
    'the name of a Secret has small letters, digits, dots and dashes',
  ),
  key: textLike(
    /^[-._a-zA-Z0-9]+$/,
    253,
    'a key of a Secret has letters, digits, dots, dashes and underscores',
  ),
});

/** Name of a Secret whose keys are agreed on. */
export const secretName = secretRef.shape.name;

/** An image with a version or a digest; `latest` does not say which image runs. */
export const imageName = textLike(
  /^[a-z0-9][a-zA-Z0-9._:/-]*(:\w[\w.-]{0,127}|@sha256:[a-f0-9]{64})$/,
  512,
  'write an image with its version, such as registry.example.org/team/service:1.0.0',
).refine(
  image => !image.endsWith(':latest'),
  'the tag latest does not say which image runs; use a version or a digest',
);

/** MQTT topic that is published to: no wildcards, at most 1,024 characters. */
export const mqttTopic = textLike(
  /^[^#+]+$/,
  1024,
  'an MQTT topic that is published to has no + and no #',
).refine(topic => !topic.includes('\0'), 'has a character that MQTT forbids');

/** MQTT topic filter: `+` a whole level, `#` the last one. */
export const mqttFilter = z
  .string()
  .min(1)
  .max(1024)
  .refine(
    isMqttFilter,
    'in an MQTT filter, + stands for a whole level and # only for the last',
  );

export const mqttUser = z.strictObject({
  username: textLike(
    /^[a-zA-Z0-9][-._a-zA-Z0-9]*$/,
    128,
    'a user name has letters, digits, dots, dashes and underscores',
  ),
  passwordSecretRef: secretRef,
});

export const port = z.int().min(1024).max(65_535);

export const replicaCount = z.int().min(1).max(100);

export const consumerGroup = textBy(whyNotConsumerGroup);

function isSome(quantity: string): boolean {
  return Number.parseFloat(quantity) > 0;
}

function isMqttFilter(filter: string): boolean {
  const levels = filter.split('/');
  return levels.every(
    (level, i) =>
      !/[#+]/.test(level) ||
      level === '+' ||
      (level === '#' && i === levels.length - 1),
  );
}
