import type {
  Offset,
  StartPosition,
} from '@backstage-realtime/plugin-realtime-common';
import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { useState } from 'react';
import { formatCount, formatOffset } from '../format/numbers';
import { formatStamp, type Zone } from '../format/times';
import { realtimeColours } from '../view/RealtimeView';
import { useWords, type Words } from '../words/WordsContext';
import { ChipMenu } from './ChipMenu';
import { OffsetForm, TimeForm } from './StartForm';
import { LAST_COUNTS } from './StreamQuery';

export interface StartChipProps {
  from: StartPosition;
  /** Last offset of a range. */
  until?: Offset;
  isSeekable: boolean;
  zone: Zone;
  onChange(from: StartPosition): void;
}

type Form = 'offset' | 'time';

/** Chooses where reading starts. */
export function StartChip(props: StartChipProps) {
  const { isSeekable, zone, onChange } = props;
  const words = useWords();
  const [form, setForm] = useState<Form>();
  const apply = (next: StartPosition) => {
    setForm(undefined);
    onChange(next);
  };
  const choose = (id: string) => {
    if (id === 'offset' || id === 'time') setForm(id);
    else onChange(positionOf(id));
  };
  return (
    <>
      <ChipMenu
        label={words('query.start')}
        text={startText(props, words)}
        items={startItems(isSeekable, words)}
        onChoose={choose}
      />
      <Dialog
        isOpen={form !== undefined}
        onOpenChange={open => !open && setForm(undefined)}
        width={360}
      >
        <DialogHeader>
          {words(form === 'time' ? 'query.chooseTime' : 'query.chooseOffset')}
        </DialogHeader>
        <DialogBody className={realtimeColours}>
          {form === 'time' ? (
            <TimeForm zone={zone} onApply={apply} />
          ) : (
            <OffsetForm onApply={apply} />
          )}
        </DialogBody>
      </Dialog>
    </>
  );
}

function startItems(isSeekable: boolean, words: Words) {
  const isDisabled = !isSeekable;
  return [
    { id: 'latest', text: words('query.fromLatest') },
    ...LAST_COUNTS.map(count => ({
      id: `last:${count}`,
      text: words('query.lastN', { n: formatCount(count) }),
    })),
    { id: 'earliest', text: words('query.fromEarliest'), isDisabled },
    { id: 'offset', text: `${words('query.chooseOffset')} …`, isDisabled },
    { id: 'time', text: `${words('query.chooseTime')} …`, isDisabled },
  ];
}

function positionOf(id: string): StartPosition {
  if (id === 'earliest') return { at: 'earliest' };
  if (id.startsWith('last:')) {
    return { at: 'last', count: Number(id.slice('last:'.length)) };
  }
  return { at: 'latest' };
}

/** Start position as a part of the sentence. */
function startText(
  { from, until, zone }: Pick<StartChipProps, 'from' | 'until' | 'zone'>,
  words: Words,
): string {
  switch (from.at) {
    case 'latest':
      return words('query.fromLatest');
    case 'earliest':
      return words('query.fromEarliest');
    case 'last':
      return words('query.fromLast', { n: formatCount(from.count) });
    case 'offset':
      return until === undefined
        ? words('query.fromOffset', {
            partition: from.partition,
            offset: formatOffset(from.offset),
          })
        : words('query.offsets', {
            partition: from.partition,
            first: formatOffset(from.offset),
            last: formatOffset(until),
          });
    case 'timestamp':
      return words('query.fromTime', {
        time: formatStamp(from.timestampMs, zone),
      });
    default:
      return words('query.fromResume');
  }
}
