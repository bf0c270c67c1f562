import { PasswordField } from '@backstage/ui';
import { MAX_USER_TOKEN } from '@backstage-realtime/plugin-realtime-common';
import { useCreateWords } from '../../translations/createWords';
import { FieldNotes, type FieldNote } from '../form/FieldNotes';
import styles from '../form/fields.module.css';
import { useUserToken } from './useUserToken';

/** Where the reader gives a token for a cluster that is asked as the user; none is no mistake before the task is sent. */
export function UserToken({ id, cluster }: { id: string; cluster: string }) {
  const words = useCreateWords();
  const { token = '', setToken } = useUserToken();
  const notesId = `${id}__notes`;
  const notes: FieldNote[] = token
    ? []
    : [{ kind: 'info', text: words('token.missing', { cluster }) }];
  return (
    <div className={styles.field}>
      <PasswordField
        id={id}
        label={words('token.label', { cluster })}
        description={words('token.description')}
        value={token}
        // What is copied from a terminal ends with a line break.
        onChange={text => setToken(text.trim())}
        maxLength={MAX_USER_TOKEN}
        autoComplete="off"
        aria-describedby={notesId}
      />
      <FieldNotes id={notesId} notes={notes} />
    </div>
  );
}
