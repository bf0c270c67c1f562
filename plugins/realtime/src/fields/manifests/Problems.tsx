import type { ManifestProblem } from '@backstage-realtime/plugin-realtime-common';
import { retellManifests } from '../../translations/create/said/retellManifests';
import { useCreateWords } from '../../translations/createWords';
import { FieldNotes } from '../form/FieldNotes';
import styles from '../form/fields.module.css';

/** What keeps the manifests from being built, each with its field. */
export function Problems({ problems }: { problems: ManifestProblem[] }) {
  const words = useCreateWords();
  const text = words('manifests.problems');
  return (
    <div>
      <FieldNotes id="manifest-problems" notes={[{ kind: 'error', text }]} />
      <ul className={styles.list} aria-labelledby="manifest-problems">
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field && <strong>{field}: </strong>}
            {retellManifests(message, words)}
          </li>
        ))}
      </ul>
    </div>
  );
}
