import {
  aclCommand,
  type MissingAcl,
} from '@backstage-realtime/plugin-realtime-common';
import { useHealthText } from '../text/HealthReader';
import { TextButton } from '../../view/TextButton';
import styles from './HealthTable.module.css';

/** In place of a group's numbers: the right that is missing, and the line that grants it. */
export function AclCell(props: {
  acl: MissingAcl;
  group: string;
  /** How many columns it spans. */
  columns: number;
  onCopy(text: string): void;
}) {
  const { words, missing } = useHealthText();
  const needs = missing({ code: 'no-permission', acl: props.acl });
  return (
    <td colSpan={props.columns} className={styles.muted}>
      <span className={styles.across}>
        {words('missing.noPermission', { needs })}{' '}
        <TextButton
          className={styles.button}
          aria-label={`${words('missing.copyAcl')}, ${props.group}`}
          onClick={() => props.onCopy(aclCommand(props.acl))}
        >
          {words('missing.copyAcl')}
        </TextButton>
      </span>
    </td>
  );
}
