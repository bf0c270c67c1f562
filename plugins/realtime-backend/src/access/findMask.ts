import {
  matchesAny,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { MaskRule } from '../config/settings';
import type { MaskPolicy } from './StreamAccess';

/** The first policy that covers the stream; undefined only when app-config switched the built-in one off. */
export function findMask(
  rules: MaskRule[],
  ref: StreamRef,
): MaskPolicy | undefined {
  const topic = ref.kind === 'websocket' ? ref.system : ref.topic;
  return rules.find(
    rule =>
      matchesAny(rule.systems, ref.system) && matchesAny(rule.topics, topic),
  )?.policy;
}
