import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** What the form gives a field whose value is a text. */
export type TextFieldProps<Options = object> = FieldExtensionComponentProps<
  string,
  Options
>;

/** Answers of all pages so far, as the task will get them. */
export function answersOf(props: {
  formContext?: { formData?: Record<string, unknown> };
}): Record<string, unknown> {
  return props.formContext?.formData ?? {};
}

/** An answer that is a text; undefined when it is empty or none. */
export function textOf(
  answers: Readonly<Record<string, unknown>>,
  name: string,
): string | undefined {
  const value = answers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
