import type { StreamListing } from '@backstage-realtime/plugin-realtime-common';
import { Select } from '@backstage/ui';
import { RiDatabase2Line } from '@remixicon/react';
import { useWords, type Words } from '../words/WordsContext';
import styles from './StreamPicker.module.css';

/** The streams an entity declares and the one that is open. @public */
export interface StreamPickerProps {
  streams: StreamListing[];
  /** Stream key. */
  selected: string;
  onSelect(stream: string): void;
}

/** Chooses one of the entity's streams. @public */
export function StreamPicker(props: StreamPickerProps) {
  const { streams, selected, onSelect } = props;
  const words = useWords();
  return (
    <div className={styles.picker}>
      <Select
        aria-label={words('picker.label')}
        icon={<RiDatabase2Line size={16} />}
        options={streams.map(s => ({
          id: s.stream,
          label: streamLabel(s, words),
        }))}
        value={selected}
        onChange={key => key !== null && onSelect(String(key))}
      />
    </div>
  );
}

/** `Kafka prod-eu1 · pong_topic`. @public */
export function streamLabel(stream: StreamListing, words: Words): string {
  const head = `${words(`picker.${stream.kind}`)} ${stream.system}`;
  return stream.kind === 'websocket' ? head : `${head} · ${stream.title}`;
}
