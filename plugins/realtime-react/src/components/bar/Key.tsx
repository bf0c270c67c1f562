import styles from './Key.module.css';

/** Cap of a key. @public */
export function Key({ children }: { children: string }) {
  return <kbd className={styles.key}>{children}</kbd>;
}
