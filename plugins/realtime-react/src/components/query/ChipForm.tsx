import { Button } from '@backstage/ui';
import type { InputHTMLAttributes, ReactNode } from 'react';
import styles from './QuerySentence.module.css';

/** A small form behind a chip: its fields, what is wrong with them, one button. */
export function ChipForm(props: {
  children: ReactNode;
  /** Why the last try was not taken; read out when it comes. */
  error?: string;
  submitLabel: string;
  onSubmit(): void;
}) {
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
      {props.error && (
        <p role="alert" className={styles.error}>
          {props.error}
        </p>
      )}
      <Button type="submit" size="small" variant="secondary">
        {props.submitLabel}
      </Button>
    </form>
  );
}

/** A label above its control. */
function ChipField(props: { label: string; children: ReactNode }) {
  return (
    <label className={styles.field}>
      {props.label}
      {props.children}
    </label>
  );
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'>;

/** A field of text; `onChange` gets the text. */
export function ChipInput(
  props: InputProps & { label: string; onChange(text: string): void },
) {
  const { label, onChange, ...input } = props;
  return (
    <ChipField label={label}>
      <input {...input} onChange={event => onChange(event.target.value)} />
    </ChipField>
  );
}

/** A choice of a few; each shown as `textOf` says. */
export function ChipSelect<T extends string>(props: {
  label: string;
  value: T;
  options: readonly T[];
  textOf(option: T): string;
  onChange(option: T): void;
}) {
  return (
    <ChipField label={props.label}>
      <select
        value={props.value}
        onChange={event => props.onChange(event.target.value as T)}
      >
        {props.options.map(option => (
          <option key={option} value={option}>
            {props.textOf(option)}
          </option>
        ))}
      </select>
    </ChipField>
  );
}
