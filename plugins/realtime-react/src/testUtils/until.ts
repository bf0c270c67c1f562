import type {
  RecordStream,
  StreamSnapshot,
} from '@backstage-realtime/plugin-realtime-react';

/** The first snapshot, from now on, of which this holds. @public */
export function until(
  stream: RecordStream,
  holds: (snapshot: StreamSnapshot) => boolean,
): Promise<StreamSnapshot> {
  return new Promise(resolve => {
    let unsubscribe = (): void => undefined;
    const look = () => {
      const snapshot = stream.getSnapshot();
      if (!holds(snapshot)) return;
      unsubscribe();
      resolve(snapshot);
    };
    unsubscribe = stream.subscribe(look);
    look();
  });
}
