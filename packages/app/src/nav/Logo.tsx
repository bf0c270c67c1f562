import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './Logo.module.css';

/** Three records passing a reading line; with the name while the sidebar is open. */
export function Logo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={styles.link}
      aria-label="Backstage Realtime, home"
    >
      <svg
        className={styles.mark}
        viewBox="0 0 32 32"
        aria-hidden="true"
        focusable="false"
      >
        <rect x="1" y="4" width="20" height="5" rx="2.5" opacity="0.55" />
        <rect x="7" y="13.5" width="24" height="5" rx="2.5" />
        <rect x="1" y="23" width="14" height="5" rx="2.5" opacity="0.55" />
        <circle cx="27" cy="6.5" r="3.5" className={styles.live} />
      </svg>
      {isOpen && <span className={styles.name}>Realtime</span>}
    </Link>
  );
}
