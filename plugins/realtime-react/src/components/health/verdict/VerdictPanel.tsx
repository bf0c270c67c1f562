import type {
  CheckResult,
  TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import { Button, ButtonLink } from '@backstage/ui';
import { ageText } from '../text/ageText';
import { useHealthText } from '../text/HealthReader';
import { verdictSentences } from './verdictSentences';
import { VerdictFrame } from './VerdictFrame';

/** The verdict of an entity, and what can be done about it. @public */
export interface VerdictPanelProps {
  health: TopicHealth;
  /** Time of the page, for how long it has stood; ms since 1970. */
  nowMs: number;
  /** Address of the records the headline is about; no button without it. */
  recordsHref?(check: CheckResult): string | undefined;
  onWhy(key: string): void;
}

/** What, since when, so what, what now: the first thing a reader sees. @public */
export function VerdictPanel(props: VerdictPanelProps) {
  const { health, nowMs } = props;
  const text = useHealthText();
  const { words } = text;
  const headline = health.checks.find(check => check.key === health.headline);
  const { sentence, consequence, next } = verdictSentences(
    health,
    headline,
    text,
  );
  const verdict = words(`verdict.${health.verdict}`);
  return (
    <VerdictFrame
      label={words('why.verdict')}
      verdict={health.verdict}
      sentence={sentence}
      lines={
        <>
          <strong>
            {words('health.since', {
              verdict,
              time: text.since(health.sinceMs),
            })}
          </strong>{' '}
          ({ageText(Math.max(0, nowMs - health.sinceMs))}). {consequence}
          {next && (
            <>
              {' '}
              <strong>{words('health.next')}</strong> {next}
            </>
          )}
        </>
      }
      actions={headline && <Actions {...props} headline={headline} />}
    />
  );
}

function Actions(props: VerdictPanelProps & { headline: CheckResult }) {
  const { headline } = props;
  const { words } = useHealthText();
  const { partition } = headline.subject;
  const href = props.recordsHref?.(headline);
  return (
    <>
      <Button variant="secondary" onPress={() => props.onWhy(headline.key)}>
        {words('health.why')}
      </Button>
      {href && (
        <ButtonLink variant="secondary" href={href}>
          {partition === undefined
            ? words('health.showRecords')
            : words('health.showPartition', { partition })}
        </ButtonLink>
      )}
    </>
  );
}
