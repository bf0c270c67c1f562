/** An answer of the form: its title there, and what was chosen, in words of the form. */
export interface AskedAnswer {
  name: string;
  title: string;
  /** A list has one text for each item; `true` and `false` are for words. */
  value: string[] | boolean;
}

/** Part of the JSON schema of a form page that tells what an answer is called. */
interface Schema {
  properties?: Record<string, Property>;
  dependencies?: Record<string, { oneOf?: Schema[] }>;
}

interface Property {
  title?: string;
  enum?: unknown[];
  enumNames?: string[];
  items?: Property;
  'ui:backstage'?: { review?: { show?: boolean; mask?: string } };
  'ui:widget'?: string;
}

type Answers = Record<string, unknown>;

/** Items of a list that are told; the form itself has them all. */
const MAX_ITEMS = 20;

/**
 * The answers of all pages in the order of the form, under the titles of the
 * form. Left out are empty ones, those of a branch that was not taken, and
 * those that the template hides from its review. Without pages, the names of
 * the answers have to do.
 */
export function askedFor(
  pages: readonly object[],
  answers: Answers,
): AskedAnswer[] {
  const known =
    pages.length > 0
      ? pages.flatMap(page => propertiesOf(page, answers))
      : Object.keys(answers).map((name): [string, Property] => [name, {}]);
  return known.flatMap(([name, property]) => {
    const value = sayValue(answers[name], property);
    return value === undefined || isHidden(property)
      ? []
      : [{ name, title: property.title ?? name, value }];
  });
}

function propertiesOf(schema: Schema, answers: Answers): [string, Property][] {
  const { properties = {}, dependencies = {} } = schema;
  return Object.entries(properties).flatMap(([name, property]) => {
    const branch = dependencies[name]?.oneOf?.find(({ properties: each }) =>
      each?.[name]?.enum?.includes(answers[name]),
    );
    const below = branch ? propertiesOf(branch, answers) : [];
    return [[name, property], ...below.filter(([each]) => each !== name)] as [
      string,
      Property,
    ][];
  });
}

function isHidden(property: Property): boolean {
  const { show = true, mask } = property['ui:backstage']?.review ?? {};
  return !show || mask !== undefined || property['ui:widget'] === 'password';
}

function sayValue(
  value: unknown,
  property: Property,
): string[] | boolean | undefined {
  if (typeof value === 'boolean') return value;
  const items = Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [value];
  const choices = Array.isArray(value) ? (property.items ?? {}) : property;
  const texts = items.flatMap(item => sayItem(item, choices));
  return texts.length > 0 ? texts : undefined;
}

/** Of an item with a name, the name: the manifest shows the rest. */
function sayItem(
  item: unknown,
  { enum: values, enumNames }: Property,
): string[] {
  if (item === undefined || item === null || item === '') return [];
  if (typeof item === 'object')
    return sayItem((item as { name?: unknown }).name, {});
  const name = enumNames?.[values?.indexOf(item) ?? -1];
  return [name ?? withoutDefaults(String(item))];
}

/** `group:default/team-a` → `team-a`, as pickers show it. */
function withoutDefaults(text: string): string {
  return text.replace(/^[a-z]+:default\/(?=[^/\s]+$)/i, '');
}
