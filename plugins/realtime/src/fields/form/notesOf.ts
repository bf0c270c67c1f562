import type {
  NameCheck,
  NameUse,
  RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import { retellManifests } from '../../translations/create/said/retellManifests';
import type { CreateKey, CreateWords } from '../../translations/createWords';
import type { FieldNote } from './FieldNotes';

const REASONS: Partial<Record<RealtimeErrorCode, CreateKey>> = {
  'realtime.create.no-answer': 'reason.silent',
  'realtime.create.not-asked': 'reason.notAsked',
  'realtime.kafka.unreachable': 'reason.unreachable',
  'realtime.kafka.authentication-failed': 'reason.notAllowed',
  'realtime.kafka.not-authorised': 'reason.notAllowed',
  'realtime.kubernetes.forbidden': 'reason.notAllowed',
  'realtime.kubernetes.unreachable': 'reason.unreachable',
  'realtime.kubernetes.user-token-needed': 'reason.userToken',
  'realtime.kubernetes.unknown-cluster': 'reason.notConfigured',
  'realtime.kubernetes.unknown-kind': 'reason.unknownKind',
  'realtime.stream.not-configured': 'reason.notConfigured',
};

/** Why something is not known: in the reader's language by its code, else as the server says it. */
export function sayReason(
  words: CreateWords,
  { code, message }: { code?: RealtimeErrorCode; message: string },
): string {
  const key = code && REASONS[code];
  return key
    ? words(key)
    : words('reason.other', { message: retellManifests(message, words) });
}

/** What a check found, worst first; places where the name is free share a sentence. */
export function notesOf(
  { uses }: NameCheck,
  words: CreateWords,
  { mayExist = false }: { mayExist?: boolean } = {},
): FieldNote[] {
  const places = uses
    .filter(({ state }) => state === 'free')
    .map(use => sayPlace(use, words));
  return [
    ...uses.flatMap(use => noteOf(use, words, mayExist)).sort(byWeight),
    ...(places.length > 0
      ? [
          {
            kind: 'ok' as const,
            text: words('check.free', { places: places.join(', ') }),
          },
        ]
      : []),
  ];
}

function noteOf(
  use: NameUse,
  words: CreateWords,
  mayExist: boolean,
): FieldNote[] {
  const place = sayPlace(use, words);
  switch (use.state) {
    case 'free':
      return [];
    case 'unknown': {
      const { code, reason: message } = use;
      const reason = sayReason(words, { code, message });
      const text = words('check.unknown', { place, reason });
      return [{ kind: 'unknown', text }];
    }
    case 'collides': {
      const text = words('check.collides', { place, by: use.by });
      return [{ kind: 'warning', text }];
    }
    default:
      return [
        mayExist
          ? { kind: 'info', text: words('check.exists', { place }) }
          : { kind: 'error', text: sayTaken(use, place, words) },
      ];
  }
}

/** `Taken in the catalog by component:default/ping-pong; …`. */
function sayTaken(
  use: Extract<NameUse, { state: 'taken' }>,
  place: string,
  words: CreateWords,
): string {
  // A topic is in use by itself: its name says nothing more.
  return use.by && use.place.kind !== 'kafka'
    ? words('check.takenBy', { place, by: use.by })
    : words('check.taken', { place });
}

function sayPlace({ place }: NameUse, words: CreateWords): string {
  const { kind, system = '', namespace = '' } = place;
  return words(`place.${kind}`, { system, namespace });
}

const WEIGHTS = ['error', 'warning', 'unknown', 'info'];

function byWeight(a: FieldNote, b: FieldNote): number {
  return WEIGHTS.indexOf(a.kind) - WEIGHTS.indexOf(b.kind);
}
