import type { StartPosition } from '@backstage-realtime/plugin-realtime-common';
import { startPositionSchema } from '@backstage-realtime/plugin-realtime-common';
import { Button } from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import type { Zone } from '../format/times';
import { useWords } from '../words/WordsContext';
import styles from './QuerySentence.module.css';

export interface StartFormProps {
  onApply(from: StartPosition): void;
}

/** Asks for partition and offset. */
export function OffsetForm({ onApply }: StartFormProps) {
  const words = useWords();
  const [partition, setPartition] = useState('0');
  const [offset, setOffset] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = startPositionSchema.safeParse({
      at: 'offset',
      partition: Number(partition || NaN),
      offset: offset.replace(/[\s,]/g, ''),
    });
    setIsWrong(!parsed.success);
    if (parsed.success) onApply(parsed.data);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <label className={styles.field}>
        {words('query.partition')}
        <input
          inputMode="numeric"
          value={partition}
          onChange={e => setPartition(e.target.value)}
        />
      </label>
      <label className={styles.field}>
        {words('query.offset')}
        <input
          inputMode="numeric"
          value={offset}
          onChange={e => setOffset(e.target.value)}
        />
      </label>
      {isWrong && (
        <p role="alert" className={styles.error}>
          {words('query.badOffset')}
        </p>
      )}
      <Button type="submit" size="small" variant="secondary">
        {words('query.apply')}
      </Button>
    </form>
  );
}

const STAMP = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/;

/** Milliseconds of `2026-11-21 14:07:33` in a zone; undefined for another form. */
export function parseStamp(text: string, zone: Zone): number | undefined {
  const stamp = text.trim();
  if (!STAMP.test(stamp)) return undefined;
  const ms = Date.parse(stamp.replace(' ', 'T') + (zone === 'utc' ? 'Z' : ''));
  return Number.isNaN(ms) || ms < 0 ? undefined : ms;
}

/** Asks for a time in the zone of the view. */
export function TimeForm(props: StartFormProps & { zone: Zone }) {
  const words = useWords();
  const [text, setText] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const timestampMs = parseStamp(text, props.zone);
    setIsWrong(timestampMs === undefined);
    if (timestampMs !== undefined) {
      props.onApply({ at: 'timestamp', timestampMs });
    }
  };
  const zone = props.zone === 'utc' ? 'UTC' : 'local';
  return (
    <form className={styles.form} onSubmit={submit}>
      <label className={styles.field}>
        {words('query.time', { zone })}
        <input
          value={text}
          placeholder="2026-11-21 14:07:33"
          onChange={e => setText(e.target.value)}
        />
      </label>
      {isWrong && (
        <p role="alert" className={styles.error}>
          {words('query.badTime')}
        </p>
      )}
      <Button type="submit" size="small" variant="secondary">
        {words('query.apply')}
      </Button>
    </form>
  );
}
