import { useCreateWords } from '../../../translations/createWords';
import { NoteIcon } from '../../form/FieldNotes';
import styles from '../manifests.module.css';
import type { Check } from './checksOf';

/** What was checked before anything is applied; told to screen readers as it changes. */
export function CheckedList({ id, checks }: { id: string; checks: Check[] }) {
  const words = useCreateWords();
  const titleId = `${id}__title`;
  return (
    <section className={styles.box} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.boxTitle}>
        {words('review.checked')}
      </h3>
      <div id={id} role="status">
        <ul className={styles.checks}>
          {checks.map(({ kind, title, details }) => (
            <li key={title} className={styles.check} data-kind={kind}>
              <NoteIcon kind={kind} />
              <div>
                <p className={styles.checkTitle}>{title}</p>
                {details.map(detail => (
                  <p key={detail}>{detail}</p>
                ))}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
