import { useMemo } from 'react';
import { useCreateWords } from '../../../translations/createWords';
import styles from '../manifests.module.css';
import { askedFor } from './askedFor';
import { useTemplatePages } from './useTemplatePages';

/** All answers, as the form names them. */
export function AskedFor({ answers }: { answers: Record<string, unknown> }) {
  const words = useCreateWords();
  const pages = useTemplatePages();
  const asked = useMemo(() => askedFor(pages, answers), [pages, answers]);
  if (asked.length === 0) return null;
  return (
    <section className={styles.box} aria-labelledby="manifests-asked">
      <h3 id="manifests-asked" className={styles.boxTitle}>
        {words('review.asked')}
      </h3>
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
