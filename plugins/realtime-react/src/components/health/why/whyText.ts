import type {
  CheckLimit,
  CheckResult,
} from '@backstage-realtime/plugin-realtime-common';
import { formatCount, formatSpan } from '../../format/numbers';
import { formatIso } from '../../format/times';
import type { HealthText } from '../text/HealthReader';

/** `22 of 22 in 5 min 30 s, none missing`. */
export function windowText(
  { window }: CheckResult,
  { words }: HealthText,
): string | undefined {
  if (!window) return undefined;
  const lost = Math.max(0, window.expected - window.samples);
  return words('why.windowText', {
    samples: formatCount(window.samples),
    expected: formatCount(window.expected),
    span: formatSpan(window.ms),
    missing: lost === 0 ? words('why.none') : formatCount(lost),
  });
}

const LIMIT_NAMES = ['warn', 'critical', 'grace', 'hold'] as const;

/** Name of a limit in the reader's language; a newer one as it is. */
export function limitName({ name }: CheckLimit, { words }: HealthText): string {
  const known = LIMIT_NAMES.find(candidate => candidate === name);
  return known ? words(`why.${known}`) : name;
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
    span: formatSpan(nowMs - sinceMs),
  });
}

/** The drawer as plain text, for a chat or a ticket; times are full ISO stamps. */
export function whyText(
  check: CheckResult,
  nowMs: number,
  text: HealthText,
): string {
  const { words, finding, value } = text;
  const window = windowText(check, text);
  const lines = [
    `${words(`verdict.${check.verdict}`)} ${check.check}: ${finding(check.finding)}`,
    `${historyText(check, nowMs, text)}, ${formatIso(check.sinceMs)}`,
    ...block(words('why.rule'), check.rule.map(finding)),
    ...block(words('why.evidence'), [
      ...check.evidence.map(
        ({ name, value: v, note }) =>
          `${name}: ${value(v)}${note ? `, ${note}` : ''}`,
      ),
      ...(window ? [`${words('why.window')}: ${window}`] : []),
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
