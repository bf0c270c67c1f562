import { Type, type Schema } from 'avsc';
import { RegistryRefusal } from './RegistryRefusal';

/** Of all subjects together: a test that forgets to stop must not fill the memory. */
const MAX_SCHEMAS = 1_000;

/** One version of a subject, as the registry shows it. */
interface SubjectVersion {
  subject: string;
  version: number;
  id: number;
  schema: string;
}

/**
 * Avro schemas by subject and id. A schema that is known keeps its id, also
 * under another subject; a new version has to read what was written with the
 * one before (BACKWARD, the default of the real registry).
 */
export class Subjects {
  readonly #schemas: string[] = [];
  readonly #subjects = new Map<string, SubjectVersion[]>();

  /** Throws RegistryRefusal when it is no schema, or breaks readers. */
  register(subject: string, schema: string): number {
    const known = this.find(subject, schema);
    if (known) return known.id;
    const versions = this.#subjects.get(subject) ?? [];
    const problem = whyNotCompatible(schema, versions.at(-1)?.schema);
    if (problem) throw new RegistryRefusal('incompatible', problem);
    const id = this.#idOf(canonical(schema));
    const version = versions.length + 1;
    versions.push({ subject, version, id, schema: canonical(schema) });
    this.#subjects.set(subject, versions);
    return id;
  }

  isCompatible(subject: string, schema: string): boolean {
    const last = this.#subjects.get(subject)?.at(-1);
    return whyNotCompatible(schema, last?.schema) === undefined;
  }

  find(subject: string, schema: string): SubjectVersion | undefined {
    const text = canonical(schema);
    return this.#subjects.get(subject)?.find(one => one.schema === text);
  }

  names(): string[] {
    return [...this.#subjects.keys()];
  }

  versions(subject: string): SubjectVersion[] {
    const versions = this.#subjects.get(subject);
    if (!versions) throw new RegistryRefusal('noSubject');
    return versions;
  }

  /** `latest`, or a number from 1. */
  version(subject: string, version: string): SubjectVersion {
    const versions = this.versions(subject);
    const found =
      version === 'latest' ? versions.at(-1) : versions[Number(version) - 1];
    if (!found) throw new RegistryRefusal('noVersion');
    return found;
  }

  byId(id: number): string {
    const schema = this.#schemas[id - 1];
    if (schema === undefined) throw new RegistryRefusal('noSchema');
    return schema;
  }

  /** Ids begin with 1. */
  #idOf(schema: string): number {
    const index = this.#schemas.indexOf(schema);
    if (index >= 0) return index + 1;
    if (this.#schemas.length >= MAX_SCHEMAS) throw new RegistryRefusal('full');
    return this.#schemas.push(schema);
  }
}

/** Equal schemas with other spaces are one; anything but a schema is refused. */
function canonical(schema: string): string {
  parse(schema);
  return JSON.stringify(JSON.parse(schema));
}

function parse(schema: string): Type {
  try {
    return Type.forSchema(JSON.parse(schema) as Schema);
  } catch (error) {
    throw new RegistryRefusal('invalid', reasonOf(error));
  }
}

function whyNotCompatible(schema: string, before?: string): string | undefined {
  const reader = parse(schema);
  try {
    if (before) reader.createResolver(parse(before));
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
