import { z } from 'zod';

/**
 * A closed object of which only some fields are looked at.
 * @param shape - fields that are read
 * @param others - names of fields that are taken as they are, with spaces between
 */
export function closed<Shape extends z.ZodRawShape>(
  shape: Shape,
  others = '',
): z.ZodObject<Shape, z.core.$strict> {
  const names = others.split(/\s+/).filter(Boolean);
  const taken = names.map(name => [name, z.unknown().optional()]);
  return z.strictObject({ ...Object.fromEntries(taken), ...shape });
}
