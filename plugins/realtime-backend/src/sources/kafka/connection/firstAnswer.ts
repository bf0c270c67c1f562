import type { Clock } from '../../../clock';

/** A broker that has not answered by then is not waited for alone. */
const PATIENCE_MS = 700;

/**
 * The first answer of several places that know the same. The next one is asked
 * when one failed or is silent for {@link PATIENCE_MS}; the silent one may still
 * win. Rejects with the errors of all of them, or at once with one that
 * `isFinal`.
 */
export function firstAnswer<T>(
  attempts: Iterator<() => Promise<T>>,
  isFinal: (error: unknown) => boolean,
  clock: Clock,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const errors: unknown[] = [];
    let underWay = 0;
    let isOver = false;
    let cancel = () => {};
    const end = (settle: () => void) => {
      isOver = true;
      cancel();
      settle();
    };
    const startNext = () => {
      cancel();
      if (isOver) return;
      const { done, value: attempt } = attempts.next();
      if (done) {
        if (underWay === 0) end(() => reject(new AggregateError(errors)));
        return;
      }
      underWay++;
      cancel = clock.setTimeout(startNext, PATIENCE_MS);
      attempt().then(
        answer => end(() => resolve(answer)),
        error => {
          underWay--;
          errors.push(error);
          if (isFinal(error)) end(() => reject(error));
          else startNext();
        },
      );
    };
    startNext();
  });
}
