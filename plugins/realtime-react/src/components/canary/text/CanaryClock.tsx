import { createContext, useContext, type ReactNode } from 'react';

const ClockContext = createContext(0);

/**
 * The time countdowns and ages below are told at, in ms since 1970 by the clock
 * of the server. What does not tell a time is not drawn anew each second.
 * @public
 */
export function CanaryClock(props: { nowMs: number; children: ReactNode }) {
  return (
    <ClockContext.Provider value={props.nowMs}>
      {props.children}
    </ClockContext.Provider>
  );
}

/** The time of the nearest clock, in ms since 1970. @public */
export function useCanaryNow(): number {
  return useContext(ClockContext);
}
