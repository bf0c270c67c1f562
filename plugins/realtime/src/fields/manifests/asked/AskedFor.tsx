import { useMemo } from 'react';
import { useCreateWords } from '../../../translations/createWords';
import styles from '../manifests.module.css';
import { askedFor } from './askedFor';
import type { FormTemplate } from './useTemplate';

const NO_PAGES: readonly object[] = [];

/** All answers, as the form names them, and the way back to them. */
export function AskedFor(props: {
  answers: Record<string, unknown>;
  template: FormTemplate | undefined;
}) {
  const { answers, template } = props;
  const words = useCreateWords();
  const pages = template?.pages ?? NO_PAGES;
  const asked = useMemo(() => askedFor(pages, answers), [pages, answers]);
  if (asked.length === 0) return null;
  return (
    <section className={styles.box} aria-labelledby="manifests-asked">
      <div className={styles.boxHead}>
        <h3 id="manifests-asked">{words('review.asked')}</h3>
        {template && (
          <a href={toFormAgain(answers)} title={words('review.changeText')}>
            {words('review.change')}
          </a>
        )}
      </div>
      <dl className={styles.asked}>
        {asked.map(({ name, title, value }) => (
          <div key={name}>
            <dt>{title}</dt>
            <dd>
              {typeof value === 'boolean'
                ? words(value ? 'review.yes' : 'review.no')
                : value.join(', ')}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/**
 * The first page with these answers, the way a finished task is started over.
 * Loaded anew rather than routed to: the form reads the address only once.
 */
function toFormAgain(answers: Record<string, unknown>): string {
  return `?${new URLSearchParams({ formData: JSON.stringify(answers) })}`;
}
