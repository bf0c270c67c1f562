import {
  whyNotServiceName,
  type CreatePlatforms,
  type PlatformOption,
} from '@backstage-realtime/plugin-realtime-common';
import type { Loaded } from '@backstage-realtime/plugin-realtime-react';
import type { CreateWords } from '../../translations/createWords';
import { sayFault } from '../form/checkNotes';
import type { FieldNote } from '../form/FieldNotes';
import { sayReason } from '../form/notesOf';

/**
 * What is known of the platform of a name. One that nobody found is a warning:
 * it may be made by the time it is needed, or be on a cluster that is not
 * asked. `namespace` is where the service goes, once that is chosen.
 */
export function platformNotes(
  name: string | undefined,
  loaded: Loaded<CreatePlatforms>,
  { namespace, words }: { namespace?: string; words: CreateWords },
): FieldNote[] {
  if (name && whyNotServiceName(name))
    return [{ kind: 'error', text: words('rule.name') }];
  if (loaded.state === 'loading')
    return [{ kind: 'asking', text: words('options.loading') }];
  if (loaded.state === 'error') {
    const reason = sayFault(words, loaded.error);
    return [{ kind: 'unknown', text: words('options.failed', { reason }) }];
  }
  const { platforms, unknown } = loaded.value;
  const found = platforms.filter(each => each.name === name);
  const [first] = found;
  const here = found.find(each => each.namespace === namespace) ?? first;
  return [
    ...(here ? sayPlatform(here, namespace, words) : []),
    ...(here ? [] : sayNone(name, loaded.value, words)),
    ...unknown.map(
      ({ kubernetesCluster: cluster, code, reason: message }): FieldNote => {
        const reason = sayReason(words, { code, message });
        return {
          kind: 'unknown',
          text: words('platform.unknown', { cluster, reason }),
        };
      },
    ),
  ];
}

function sayPlatform(
  { isReady, namespace, kubernetesCluster: cluster }: PlatformOption,
  wanted: string | undefined,
  words: CreateWords,
): FieldNote[] {
  const at = { namespace, cluster };
  return [
    isReady
      ? { kind: 'ok', text: words('platform.ready', at) }
      : { kind: 'warning', text: words('platform.notReady', at) },
    ...(wanted && wanted !== namespace
      ? [
          {
            kind: 'warning' as const,
            text: words('platform.elsewhere', { namespace, wanted }),
          },
        ]
      : []),
  ];
}

/** Nothing while it may be on a cluster that did not answer. */
function sayNone(
  name: string | undefined,
  { platforms, unknown }: CreatePlatforms,
  words: CreateWords,
): FieldNote[] {
  if (platforms.length === 0 && unknown.length === 0)
    return [{ kind: 'warning', text: words('platform.none') }];
  return name && unknown.length === 0
    ? [{ kind: 'warning', text: words('platform.missing', { name }) }]
    : [];
}
