import {
  RiAlertFill,
  RiCheckboxCircleLine,
  RiInformationLine,
  RiLoader4Line,
  RiQuestionLine,
  RiSpamFill,
} from '@remixicon/react';
import styles from './fields.module.css';

/** How much a note matters; the shape says it before the colour does. */
export type NoteKind =
  'asking' | 'error' | 'info' | 'ok' | 'unknown' | 'warning';

/** A sentence below a field. */
export interface FieldNote {
  kind: NoteKind;
  text: string;
}

const ICONS = {
  asking: RiLoader4Line,
  error: RiSpamFill,
  info: RiInformationLine,
  ok: RiCheckboxCircleLine,
  unknown: RiQuestionLine,
  warning: RiAlertFill,
};

/** The shape of a kind of note; its colour comes from `data-kind` around it. */
export function NoteIcon({ kind }: { kind: NoteKind }) {
  const Icon = ICONS[kind];
  return <Icon size={16} aria-hidden className={styles.icon} />;
}

/**
 * What is known of the value of a field, told to screen readers as it changes.
 * The region is there from the start, since one that comes with its text is
 * not read.
 */
export function FieldNotes({ id, notes }: { id: string; notes: FieldNote[] }) {
  return (
    <div id={id} role="status" className={styles.notes}>
      {notes.map(({ kind, text }) => (
        <p key={text} className={styles.note} data-kind={kind}>
          <NoteIcon kind={kind} />
          <span>{text}</span>
        </p>
      ))}
    </div>
  );
}
