import { z } from 'zod';
import type { Offset } from './offset';

const offset = z
  .string()
  .regex(/^\d{1,19}$/, 'an offset is a number of at most 19 digits')
  .transform(value => value as Offset);
const partition = z.number().int().min(0).max(1_000_000);

/** Largest `count` of `{at:'last'}`, in records over all partitions. @public */
export const MAX_LAST_COUNT = 10_000;

/** Form of a start position; a count is bounded, a resume position is opaque. @public */
export const startPositionSchema = z.discriminatedUnion('at', [
  z.object({ at: z.literal('latest') }),
  z.object({ at: z.literal('earliest') }),
  z.object({
    at: z.literal('last'),
    count: z.number().int().min(1).max(MAX_LAST_COUNT),
  }),
  z.object({ at: z.literal('offset'), partition, offset }),
  z.object({
    at: z.literal('timestamp'),
    timestampMs: z.number().int().min(0),
  }),
  z.object({
    at: z.literal('resume'),
    position: z.string().min(1).max(64_000),
  }),
]);

/**
 * Where reading starts. `last` counts over all partitions; `offset` reads only
 * the named partition; `resume` continues at a position a frame carried.
 * @public
 */
export type StartPosition = z.infer<typeof startPositionSchema>;
