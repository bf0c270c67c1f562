import type { FieldChange } from '@backstage-realtime/plugin-realtime-common';
import { useCreateWords } from '../../translations/createWords';
import styles from '../form/fields.module.css';

/** Fields that applying would change: before, and after. */
export function FieldChanges(props: { changes: FieldChange[]; more: number }) {
  const { changes, more } = props;
  const words = useCreateWords();
  const say = (value: unknown) =>
    value === undefined ? words('manifests.notSet') : JSON.stringify(value);
  return (
    <table className={styles.changes}>
      <thead>
        <tr>
          <th scope="col">{words('manifests.field')}</th>
          <th scope="col">{words('manifests.from')}</th>
          <th scope="col">{words('manifests.to')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ path, from, to }) => (
          <tr key={path}>
            <td>{path}</td>
            <td>{say(from)}</td>
            <td>{say(to)}</td>
          </tr>
        ))}
        {more > 0 && (
          <tr>
            <td colSpan={3}>{words('manifests.more', { count: more })}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
