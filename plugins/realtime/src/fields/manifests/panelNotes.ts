import type { ManifestDiff } from '@backstage-realtime/plugin-realtime-common';
import { formatEventTime } from '@backstage-realtime/plugin-realtime-react';
import type { CreateWords } from '../../translations/createWords';
import type { FieldNote } from '../form/FieldNotes';
import { sayReason } from '../form/notesOf';
import { outcomeOf } from './checked/outcomes';

/** What applying one manifest would do, in a sentence; none while that is not known. */
export function panelNotes(
  diff: ManifestDiff | undefined,
  cluster: string,
  words: CreateWords,
): FieldNote[] {
  if (!diff) return [];
  switch (diff.operation) {
    case 'created':
      return [
        { kind: 'ok', text: words('manifests.createdText', { cluster }) },
      ];
    case 'unchanged':
      return [
        { kind: 'ok', text: words('manifests.unchangedText', { cluster }) },
      ];
    case 'changed':
      return [{ kind: 'info', text: sayChanged(diff, cluster, words) }];
    default: {
      const reason = sayReason(words, diff);
      return outcomeOf(diff) === 'unknown'
        ? [
            {
              kind: 'unknown',
              text: words('manifests.unknownText', { cluster, reason }),
            },
          ]
        : [
            {
              kind: 'error',
              text: words('manifests.refusedText', { cluster, reason }),
            },
          ];
    }
  }
}

function sayChanged(
  { comparison }: Extract<ManifestDiff, { operation: 'changed' }>,
  cluster: string,
  words: CreateWords,
): string {
  const changes = words('manifests.changedText', { cluster });
  if (!comparison) return changes;
  const time = formatEventTime(comparison.readAtMs, 'local');
  const { resourceVersion: version } = comparison;
  return `${changes} ${words('diff.sides', { time, version })}`;
}
