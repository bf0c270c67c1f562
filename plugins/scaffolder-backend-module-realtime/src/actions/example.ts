import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** A template with one step, as the page of actions shows it. */
export function example(
  description: string,
  action: string,
  input: object,
): TemplateExample {
  const id = action.split(':').slice(1).join('-');
  const steps = [{ id, name: description, action, input }];
  return { description, example: stringify({ steps }, { lineWidth: 0 }) };
}
