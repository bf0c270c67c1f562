import { findPrometheus } from './real/findPrometheus';

/** `auto`: a `prometheus` on the PATH when there is one, else the stand-in. */
export type PrometheusChoice = 'auto' | 'real' | 'standin';

/** Path of the program that is to run; undefined for the stand-in. Throws when one is asked for and not there. */
export function choosePrometheus(choice: PrometheusChoice): string | undefined {
  if (choice === 'standin') {
    return undefined;
  }
  const program = findPrometheus();
  if (!program && choice === 'real') {
    throw new Error('there is no prometheus on the PATH; install one');
  }
  return program;
}
