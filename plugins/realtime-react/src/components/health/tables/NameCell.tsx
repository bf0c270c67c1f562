import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './HealthTable.module.css';

/** Names up to this long stay on one line; Kafka allows 249 characters. */
const MAX_LINE = 28;

const NARROW = { medium: styles.narrow, wide: styles.narrowish };

/** What a row is about; in a narrow table also what its hidden columns say. */
export function NameCell(props: {
  name: string;
  href?: string;
  /** Stands below the name where its own column has no room. */
  narrow?: ReactNode;
  /** From which width on that column has room. */
  until?: 'wide' | 'medium';
}) {
  const { name, href, until = 'medium' } = props;
  const line = name.length <= MAX_LINE ? styles.line : '';
  return (
    <td className={styles.nameCell}>
      <span className={`${styles.name} ${line}`}>
        {href ? <Link href={href}>{name}</Link> : name}
      </span>
      <span className={`${styles.sub} ${NARROW[until]}`}>{props.narrow}</span>
    </td>
  );
}
