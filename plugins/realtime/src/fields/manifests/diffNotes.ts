import type {
  CreateDiff,
  ManifestDiff,
} from '@backstage-realtime/plugin-realtime-common';
import type { Loaded } from '@backstage-realtime/plugin-realtime-react';
import type { CreateWords } from '../../translations/createWords';
import { sayFault } from '../form/checkNotes';
import type { FieldNote } from '../form/FieldNotes';

/** What applying all manifests would do, in one sentence. */
export function diffNotes(
  diff: Loaded<CreateDiff> | undefined,
  cluster: string,
  words: CreateWords,
): FieldNote[] {
  if (!diff) return [{ kind: 'info', text: words('manifests.notApplied') }];
  if (diff.state === 'loading')
    return [
      { kind: 'asking', text: words('manifests.comparing', { cluster }) },
    ];
  if (diff.state === 'error') {
    const reason = sayFault(words, diff.error);
    const text = words('manifests.compareFailed', { cluster, reason });
    return [{ kind: 'unknown', text }];
  }
  const { manifests } = diff.value;
  const count = (operation: ManifestDiff['operation']) =>
    manifests.filter(each => each.operation === operation).length;
  const refused = count('refused');
  const text = words('manifests.compared', {
    created: count('created'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused,
    cluster,
  });
  return [{ kind: refused > 0 ? 'error' : 'ok', text }];
}
