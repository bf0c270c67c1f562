import { z } from 'zod';

/** Most clauses one filter may have; all of them must hold. @public */
export const MAX_FILTER_CLAUSES = 8;

const text = z.string().min(1).max(512);
const number = z.number();

/** How the text of a clause is compared. @public */
export type TextComparison = 'contains' | 'equals' | 'starts-with';

/** What a clause on text looks for; without case unless `caseSensitive`. @public */
export interface TextClause {
  text: string;
  caseSensitive?: boolean;
}

/**
 * One condition. `path` is dotted into the decoded value: `processingTimeMs`,
 * `user.id`, `items.0.sku`.
 * @public
 */
export type FilterClause =
  | ({ in: 'any'; op: 'contains' } & TextClause)
  | ({ in: 'key' | 'value'; op: TextComparison } & TextClause)
  | ({ in: 'header'; name: string; op: TextComparison | 'exists' } & TextClause)
  | ({ in: 'field'; path: string; op: TextComparison | 'exists' } & TextClause)
  | {
      in: 'field-number';
      path: string;
      op: 'lt' | 'lte' | 'gt' | 'gte' | 'eq';
      number: number;
    };

/** Form of one condition: where to look, how to compare, with what. @public */
export const filterClauseSchema: z.ZodType<FilterClause> = z.discriminatedUnion(
  'in',
  [
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
  ],
);

/** Form of a filter: all clauses must hold; without partitions, all of them. @public */
export const streamFilterSchema = z.object({
  partitions: z.array(z.number().int().min(0)).max(10_000).optional(),
  clauses: z.array(filterClauseSchema).max(MAX_FILTER_CLAUSES).optional(),
});

/** What a viewer wants to see. Evaluated on masked data, so it is no oracle. @public */
export type StreamFilter = z.infer<typeof streamFilterSchema>;
