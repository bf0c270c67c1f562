import type {
  CheckLimit,
  CheckResult,
} from '@backstage-realtime/plugin-realtime-common';
import type { ReactNode } from 'react';
import { toSentenceCase } from '../../format/numbers';
import { isConsequence } from '../text/consequence';
import { useHealthText, type HealthText } from '../text/HealthReader';
import styles from './WhyDrawer.module.css';
import {
  evidenceName,
  evidenceNote,
  limitName,
  originText,
  windowText,
} from './whyText';

function Section(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.label}>{props.title}</h3>
      {props.children}
    </section>
  );
}

/** Lines of the rule in the order they were tried, values bold. */
export function RuleBox({ check }: { check: CheckResult }) {
  const { words, parts } = useHealthText();
  if (check.rule.length === 0) return null;
  return (
    <Section title={words('why.rule')}>
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
    </Section>
  );
}

/** What was seen, over how many readings, and from which requests. */
export function EvidenceList({ check }: { check: CheckResult }) {
  const text = useHealthText();
  const { words, value } = text;
  const window = windowText(check, text);
  return (
    <Section title={words('why.evidence')}>
      <dl className={styles.facts}>
        {check.evidence.map(item => (
          <Fact key={item.name} name={evidenceName(item, text)}>
            {value(item.value)}
            {item.note && (
              <span className={styles.muted}>
                {' '}
                · {evidenceNote(item, text)}
              </span>
            )}
          </Fact>
        ))}
        {window && <Fact name={words('why.window')}>{window}</Fact>}
        {check.sources.length > 0 && (
          <Fact name={words('why.source')}>{check.sources.join(', ')}</Fact>
        )}
      </dl>
    </Section>
  );
}

/** Each limit with who set it. */
export function LimitList({ check }: { check: CheckResult }) {
  const text = useHealthText();
  if (check.limits.length === 0) return null;
  return (
    <Section title={text.words('why.limits')}>
      <dl className={styles.facts}>
        {check.limits.map(limit => (
          <Fact
            key={limit.name}
            name={`${toSentenceCase(limitName(limit, text))} ${text.value(limit.value)}`}
          >
            <Origin limit={limit} text={text} />
          </Fact>
        ))}
      </dl>
    </Section>
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
    <Section title={words('why.next')}>
      {steps.length === 0 ? (
        <p className={styles.muted}>{words('why.nothing')}</p>
      ) : (
        <ol className={styles.next}>
          {steps.map(step => (
            <li key={step.sentence}>{finding(step)}</li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
