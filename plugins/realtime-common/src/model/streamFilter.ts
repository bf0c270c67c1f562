import { z } from 'zod';

/** Most clauses one filter may have; all of them must hold. @public */
export const MAX_FILTER_CLAUSES = 8;

const text = z.string().min(1).max(512);
const number = z.number();

/** Form of one condition: where to look, how to compare, with what. @public */
export const filterClauseSchema = z.discriminatedUnion('in', [
  z.object({
    in: z.literal('any'),
    op: z.literal('contains'),
    text,
    caseSensitive: z.boolean().optional(),
  }),
  z.object({
    in: z.enum(['key', 'value']),
    op: z.enum(['contains', 'equals', 'starts-with']),
    text,
    caseSensitive: z.boolean().optional(),
  }),
  z.object({
    in: z.literal('header'),
    name: text,
    op: z.enum(['contains', 'equals', 'starts-with', 'exists']),
    text: z.string().max(512),
    caseSensitive: z.boolean().optional(),
  }),
  z.object({
    in: z.literal('field'),
    /** Dotted path into the decoded value: `processingTimeMs`, `user.id`, `items.0.sku`. */
    path: text,
    op: z.enum(['equals', 'contains', 'starts-with', 'exists']),
    text: z.string().max(512),
    caseSensitive: z.boolean().optional(),
  }),
  z.object({
    in: z.literal('field-number'),
    path: text,
    op: z.enum(['lt', 'lte', 'gt', 'gte', 'eq']),
    number,
  }),
]);

/** One condition; text compares without case unless `caseSensitive`. @public */
export type FilterClause = z.infer<typeof filterClauseSchema>;

/** Form of a filter: all clauses must hold; without partitions, all of them. @public */
export const streamFilterSchema = z.object({
  partitions: z.array(z.number().int().min(0)).max(10_000).optional(),
  clauses: z.array(filterClauseSchema).max(MAX_FILTER_CLAUSES).optional(),
});

/** What a viewer wants to see. Evaluated on masked data, so it is no oracle. @public */
export type StreamFilter = z.infer<typeof streamFilterSchema>;
