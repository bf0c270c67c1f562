import type { ChosenMeasurement } from '@backstage-realtime/plugin-realtime-react';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * What of the tab is in the address, so that it is a link: `rollout` is open,
 * and of it the metric `metric` of the run `run` is explained.
 */
export interface CanaryAddress {
  rollout?: string;
  why?: ChosenMeasurement;
  open(key: string): void;
  explain(chosen: ChosenMeasurement): void;
  /** Closes the explanation; Back leaves the page, not the drawer. */
  close(): void;
}

/** The address, and stable functions that change it. */
export function useCanaryAddress(): CanaryAddress {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (changes: Record<string, string | undefined>) =>
      setParams(
        old => {
          const next = new URLSearchParams(old);
          for (const [name, value] of Object.entries(changes)) {
            if (value === undefined) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const rollout = params.get('rollout') ?? undefined;
  const run = params.get('run');
  const metric = params.get('metric');
  return {
    rollout,
    why: rollout && run && metric ? { rollout, run, metric } : undefined,
    open: useCallback(key => set({ rollout: key }), [set]),
    explain: useCallback(chosen => set({ ...chosen }), [set]),
    close: useCallback(() => set({ run: undefined, metric: undefined }), [set]),
  };
}
