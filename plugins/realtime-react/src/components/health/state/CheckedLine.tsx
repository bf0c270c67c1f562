import type { SystemReading } from '@backstage-realtime/plugin-realtime-common';
import { ButtonIcon } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { ageText } from '../text/ageText';
import { useWords, type Words } from '../../words/WordsContext';
import { silentText } from './healthFacts';

/** Age of the reading and who answered, with a button for another. @public */
export interface CheckedLineProps {
  /** Age in ms; missing while nothing came. */
  ageMs?: number;
  systems: SystemReading[];
  onRefresh(): void;
}

/** `Checked 6 s ago · 3 of 3 brokers answered`. @public */
export function CheckedLine(props: CheckedLineProps) {
  const words = useWords();
  return (
    <>
      <span>{checkedText(props, words)}</span>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiRefreshLine />}
        aria-label={words('health.refresh')}
        onPress={props.onRefresh}
      />
    </>
  );
}

function checkedText(
  { ageMs, systems }: CheckedLineProps,
  words: Words,
): string {
  const parts = systems.map(system => systemText(system, words));
  if (ageMs !== undefined) {
    parts.unshift(words('health.checked', { span: ageText(ageMs) }));
  }
  return parts.join(' · ');
}

function systemText(system: SystemReading, words: Words): string {
  const { answered, total } = system.brokers;
  if (system.missing) {
    return words('health.systemSilent', { system: system.system });
  }
  const text = words('health.brokers', { answered, count: total });
  return answered < total ? `${text}, ${silentText(system, words)}` : text;
}
