import styles from '../manifests.module.css';

/** A text with line numbers, which stay behind when it is copied. */
export function PlainLines({ label, text }: { label: string; text: string }) {
  return (
    <pre
      className={styles.lines}
      role="region"
      // It scrolls, so the keyboard has to reach it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={label}
    >
      {text.split(/(?<=\n)/).map((line, index) => (
        <span key={index} className={styles.plainLine}>
          {line}
        </span>
      ))}
    </pre>
  );
}
