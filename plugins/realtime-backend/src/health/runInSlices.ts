import { turns } from '../sources/kafka/requests/Slices';

/** Runs work to its end, and lets others run every few ms where it stops. */
export async function runInSlices<T>(work: Iterator<void, T>): Promise<T> {
  let next = work.next();
  while (!next.done) {
    if (turns.isOver()) await turns.next();
    next = work.next();
  }
  return next.value;
}
