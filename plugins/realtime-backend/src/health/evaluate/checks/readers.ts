import type { HealthContext, ReaderView } from '../context/HealthContext';
import { name } from '../values';

/** Names that sentences about a group on a topic need. */
export function namesOf(
  { group, topic }: ReaderView,
  { owner }: Pick<HealthContext, 'owner'>,
) {
  return {
    system: name(group.system),
    group: name(group.group),
    topic: name(topic?.topic ?? ''),
    owner: name(owner),
  };
}
