import type { StartPosition } from '@backstage-realtime/plugin-realtime-common';
import { startPositionSchema } from '@backstage-realtime/plugin-realtime-common';
import { useState } from 'react';
import type { Zone } from '../format/times';
import { useWords } from '../words/WordsContext';
import { ChipForm, ChipInput } from './ChipForm';

export interface StartFormProps {
  onApply(from: StartPosition): void;
}

/** Asks for partition and offset. */
export function OffsetForm({ onApply }: StartFormProps) {
  const words = useWords();
  const [partition, setPartition] = useState('0');
  const [offset, setOffset] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const submit = () => {
    const parsed = startPositionSchema.safeParse({
      at: 'offset',
      partition: Number(partition || NaN),
      offset: offset.replace(/[\s,]/g, ''),
    });
    setIsWrong(!parsed.success);
    if (parsed.success) onApply(parsed.data);
  };
  return (
    <ChipForm
      error={isWrong ? words('query.badOffset') : undefined}
      submitLabel={words('query.apply')}
      onSubmit={submit}
    >
      <ChipInput
        label={words('query.partition')}
        inputMode="numeric"
        value={partition}
        onChange={setPartition}
      />
      <ChipInput
        label={words('query.offset')}
        inputMode="numeric"
        value={offset}
        onChange={setOffset}
      />
    </ChipForm>
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
export function TimeForm({ zone, onApply }: StartFormProps & { zone: Zone }) {
  const words = useWords();
  const [text, setText] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const submit = () => {
    const timestampMs = parseStamp(text, zone);
    setIsWrong(timestampMs === undefined);
    if (timestampMs !== undefined) onApply({ at: 'timestamp', timestampMs });
  };
  return (
    <ChipForm
      error={isWrong ? words('query.badTime') : undefined}
      submitLabel={words('query.apply')}
      onSubmit={submit}
    >
      <ChipInput
        label={words('query.time', { zone: words(`zone.${zone}`) })}
        placeholder="2026-11-21 14:07:33"
        value={text}
        onChange={setText}
      />
    </ChipForm>
  );
}
