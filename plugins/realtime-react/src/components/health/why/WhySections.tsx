import type {
  CheckLimit,
  CheckResult,
} from '@backstage-realtime/plugin-realtime-common';
import { toSentenceCase } from '../../format/numbers';
import { DrawerFact, DrawerSection } from '../../drawer/DetailDrawer';
import styles from '../../drawer/DetailDrawer.module.css';
import { isConsequence } from '../text/consequence';
import { useHealthText, type HealthText } from '../text/HealthReader';
import {
  evidenceName,
  evidenceNote,
  limitName,
  originText,
  windowText,
} from './whyText';

/** Lines of the rule in the order they were tried, values bold. */
export function RuleBox({ check }: { check: CheckResult }) {
  const { words, parts } = useHealthText();
  if (check.rule.length === 0) return null;
  return (
    <DrawerSection title={words('why.rule')}>
      <ol className={styles.rule}>
        {check.rule.map((line, i) => (
          // Lines of a rule have no identity but their place.
          // eslint-disable-next-line react/no-array-index-key
          <li key={i}>
            {parts(line).map((part, j) =>
              part.isValue ? (
                // eslint-disable-next-line react/no-array-index-key
                <strong key={j}>{part.text}</strong>
              ) : (
                part.text
              ),
            )}
          </li>
        ))}
      </ol>
    </DrawerSection>
  );
}

/** What was seen, over how many readings, and from which requests. */
export function EvidenceList({ check }: { check: CheckResult }) {
  const text = useHealthText();
  const { words, value } = text;
  const window = windowText(check, text);
  return (
    <DrawerSection title={words('why.evidence')}>
      <dl className={styles.facts}>
        {check.evidence.map((item, i) => (
          // Several may have one name: checks that are unknown for the same reason.
          // eslint-disable-next-line react/no-array-index-key
          <DrawerFact key={i} name={evidenceName(item, text)}>
            {value(item.value)}
            {item.note && (
              <span className={styles.muted}>
                {' '}
                · {evidenceNote(item, text)}
              </span>
            )}
          </DrawerFact>
        ))}
        <DrawerFact name={words('why.window')}>{window}</DrawerFact>
        {check.sources.length > 0 && (
          <DrawerFact name={words('why.source')}>
            {check.sources.join(', ')}
          </DrawerFact>
        )}
      </dl>
    </DrawerSection>
  );
}

/** Each limit with who set it. */
export function LimitList({ check }: { check: CheckResult }) {
  const text = useHealthText();
  if (check.limits.length === 0) return null;
  return (
    <DrawerSection title={text.words('why.limits')}>
      <dl className={styles.facts}>
        {check.limits.map((limit, i) => (
          <DrawerFact
            // Several may have one name, as the warnings of time and of room.
            // eslint-disable-next-line react/no-array-index-key
            key={i}
            name={`${toSentenceCase(limitName(limit, text))} ${text.value(limit.value)}`}
          >
            <Origin limit={limit} text={text} />
          </DrawerFact>
        ))}
      </dl>
    </DrawerSection>
  );
}

function Origin({ limit, text }: { limit: CheckLimit; text: HealthText }) {
  return <>{originText(limit, text)}</>;
}

/** Steps, most useful first. */
export function NextList({ check }: { check: CheckResult }) {
  const { words, finding } = useHealthText();
  const steps = check.next.filter(step => !isConsequence(step));
  return (
    <DrawerSection title={words('why.next')}>
      {steps.length === 0 ? (
        <p className={styles.muted}>{words('why.nothing')}</p>
      ) : (
        <ol className={styles.next}>
          {steps.map(step => (
            <li key={step.sentence}>{finding(step)}</li>
          ))}
        </ol>
      )}
    </DrawerSection>
  );
}
