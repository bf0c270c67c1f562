import { z } from "zod";

const TIMEOUT_MS = 2_000;

const Answer = z.object({ pings: z.number().int().min(0) });

/** The count, or undefined when the counter does not tell it in time. */
export async function fetchCount(
  counterUrl: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const response = await fetch(`${counterUrl}/pings`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return Answer.parse(await response.json()).pings;
  } catch {
    // Whatever it was: the log line says that the reading is not fresh.
    return undefined;
  }
}
