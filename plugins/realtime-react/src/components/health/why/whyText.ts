import type {
  CheckLimit,
  CheckResult,
} from '@backstage-realtime/plugin-realtime-common';
import { formatCount, formatSpan, toSentenceCase } from '../../format/numbers';
import { formatIso } from '../../format/times';
import { ageText } from '../text/ageText';
import type { HealthText } from '../text/HealthReader';
import { whyMessages } from '../words/whyMessages';

/** `22 of 22 in 5 min 30 s, none missing`; a check without a past rests on the newest reading. */
export function windowText(
  { window }: CheckResult,
  { words }: HealthText,
): string {
  if (!window) return words('why.newestReading');
  const lost = Math.max(0, window.expected - window.samples);
  return words('why.windowText', {
    samples: formatCount(window.samples),
    expected: formatCount(window.expected),
    span: formatSpan(window.ms),
    missing: lost === 0 ? words('why.none') : formatCount(lost),
  });
}

const LIMIT_NAMES = [
  'warn',
  'critical',
  'grace',
  'hold',
  'clear',
  'eta',
  'age',
] as const;

/** Name of a limit in the reader's language; a newer one as it is. */
export function limitName({ name }: CheckLimit, { words }: HealthText): string {
  const known = LIMIT_NAMES.find(candidate => candidate === name);
  return known ? words(`why.${known}`) : name;
}

type Evidence = CheckResult['evidence'][number];

/** What was seen, in the reader's language; what a newer check names, as it is. */
export function evidenceName({ name }: Evidence, { words }: HealthText) {
  return isNameOf(whyMessages.evidenceName, name)
    ? words(`evidenceName.${name}`)
    : toSentenceCase(name);
}

/** How it was found. */
export function evidenceNote({ note = '' }: Evidence, { words }: HealthText) {
  return isNameOf(whyMessages.evidenceNote, note)
    ? words(`evidenceNote.${note}`)
    : note;
}

function isNameOf<T extends object>(
  all: T,
  name: string,
): name is keyof T & string {
  return Object.hasOwn(all, name);
}

/** Who set a limit: `default for tag realtime`. */
export function originText(
  { origin, from = '' }: CheckLimit,
  { words }: HealthText,
): string {
  return words(`why.${origin}`, { from }).trim();
}

/** `Warning since 14:02 (5 min 36 s)`. */
export function historyText(
  { verdict, sinceMs }: CheckResult,
  nowMs: number,
  { words, since }: HealthText,
): string {
  return words('why.history', {
    verdict: words(`verdict.${verdict}`),
    time: since(sinceMs),
    span: ageText(Math.max(0, nowMs - sinceMs)),
  });
}

/** The drawer as plain text, for a chat or a ticket; times are full ISO stamps. */
export function whyText(
  check: CheckResult,
  nowMs: number,
  text: HealthText,
): string {
  const { words, finding, said, value } = text;
  const window = windowText(check, text);
  const lines = [
    `${words(`verdict.${check.verdict}`)} ${check.check}: ${said(check)}`,
    `${historyText(check, nowMs, text)}, ${formatIso(check.sinceMs)}`,
    ...block(words('why.rule'), check.rule.map(finding)),
    ...block(words('why.evidence'), [
      ...check.evidence.map(item =>
        [
          `${evidenceName(item, text)}: ${value(item.value)}`,
          evidenceNote(item, text),
        ]
          .filter(Boolean)
          .join(', '),
      ),
      `${words('why.window')}: ${window}`,
      ...(check.sources.length > 0
        ? [`${words('why.source')}: ${check.sources.join(', ')}`]
        : []),
    ]),
    ...block(
      words('why.limits'),
      check.limits.map(
        limit =>
          `${limitName(limit, text)} ${value(limit.value)}: ${originText(limit, text)}`,
      ),
    ),
    ...block(words('why.next'), check.next.map(finding)),
  ];
  // Chats and tickets wrap by themselves and search for plain spaces.
  return lines.join('\n').replace(/\u00a0/g, ' ');
}

function block(title: string, lines: string[]): string[] {
  if (lines.length === 0) return [];
  return ['', title, ...lines.map(line => `- ${line}`)];
}
