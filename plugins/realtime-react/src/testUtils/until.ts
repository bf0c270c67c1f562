/** A store as pages watch it: a record stream or a state stream. @public */
export interface Watched<S> {
  subscribe(listener: () => void): () => void;
  getSnapshot(): S;
}

/** The first snapshot, from now on, of which this holds. @public */
export function until<S>(
  stream: Watched<S>,
  holds: (snapshot: S) => boolean,
): Promise<S> {
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
