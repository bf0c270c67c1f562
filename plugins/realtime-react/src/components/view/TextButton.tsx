import type { ButtonHTMLAttributes } from 'react';
import styles from './TextButton.module.css';

/** Whatever a button of the page takes. @public */
export type TextButtonProps = ButtonHTMLAttributes<HTMLButtonElement>;

/**
 * A button within a text, which reads as a link: it does something here, and
 * leads nowhere. Any class of its own wins.
 * @public
 */
export function TextButton({ className = '', ...rest }: TextButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className={`${styles.button} ${className}`}
    />
  );
}
