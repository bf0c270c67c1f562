import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** `name/key` where the schema asks for a text, else its two parts. @public */
export type SecretReference = string | { name?: string; key?: string };

/** What a template says of a reference, under `ui:options`. @public */
export type SecretReferenceOptions = {
  /** Only the name, for Secrets whose keys are agreed on. Default false. */
  nameOnly?: boolean;
};

/** What the form gives a field that refers to a Secret. */
export type SecretFieldProps = FieldExtensionComponentProps<
  SecretReference,
  SecretReferenceOptions
>;

/** As it is typed; parts that are not there yet are left out. */
export function toText(value: SecretReference | undefined): string {
  if (typeof value !== 'object') return value ?? '';
  const { name = '', key } = value;
  return key === undefined ? name : `${name}/${key}`;
}

/** The inverse of {@link toText} for a schema of this type: nothing is lost while it is typed. */
export function toValue(
  text: string | undefined,
  type: unknown,
): SecretReference | undefined {
  if (!text || type !== 'object') return text;
  const slash = text.indexOf('/');
  return slash < 0
    ? { name: text }
    : { name: text.slice(0, slash), key: text.slice(slash + 1) };
}
