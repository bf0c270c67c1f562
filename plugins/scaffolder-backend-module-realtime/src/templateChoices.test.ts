import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const DIR = join(__dirname, '../../../templates');

const templates = readdirSync(DIR).map(name => {
  const text = readFileSync(join(DIR, name, 'template.yaml'), 'utf8');
  return [name, parse(text).spec.parameters] as const;
});

/** Every part of a form that offers choices by name. */
function findChoices(
  value: unknown,
): { enum: unknown[]; enumNames: string[] }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'enumNames' in value ? [value as never] : [];
  return [...own, ...Object.values(value).flatMap(findChoices)];
}

describe.each(templates)('the form of %s', (_name, parameters) => {
  it('names each of its choices', () => {
    const choices = findChoices(parameters);
    expect(choices).not.toEqual([]);
    for (const { enum: values, enumNames } of choices)
      expect([enumNames, enumNames.length]).toEqual([enumNames, values.length]);
  });
});
