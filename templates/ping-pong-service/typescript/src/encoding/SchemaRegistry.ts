import avro, { type Type } from "avsc";
import { z } from "zod";
import type { Health } from "../health.js";
import type { RegistrySettings } from "../settings.js";

const TIMEOUT_MS = 10_000;
/** Each writer that meets here brings one or two. */
const MAX_SCHEMAS = 100;
/** How long an id stays unknown before it is asked for again. */
const UNKNOWN_MS = 60_000;
const CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

const Registered = z.object({ id: z.int().min(0) });
const Found = z.object({
  schema: z.string(),
  schemaType: z.string().optional(),
});

/** The registry is away, or refuses; the sentence holds no address. */
export class RegistryError extends Error {}

interface Known {
  /** undefined: the registry does not have it, or it is no Avro. */
  type: Type | undefined;
  /** Milliseconds since 1970; afterwards it is asked for again. */
  untilMs: number;
}

/**
 * A client of a registry with Confluent's API. A schema never changes under
 * its id, so each is asked for once. Each answer tells /readyz how it is.
 */
export class SchemaRegistry {
  readonly #settings: RegistrySettings;
  readonly #health: Health;
  readonly #now: () => number;
  readonly #known = new Map<number, Known>();
  /** On their way: a batch asks for the same one many times at once. */
  readonly #asked = new Map<number, Promise<Type | undefined>>();

  constructor(settings: RegistrySettings, health: Health, now: () => number) {
    this.#settings = settings;
    this.#health = health;
    this.#now = now;
  }

  /** Its id, new or old. The registry refuses what would break readers. */
  async register(subject: string, schema: string): Promise<number> {
    const path = `/subjects/${encodeURIComponent(subject)}/versions`;
    const body = JSON.stringify({ schemaType: "AVRO", schema });
    const answer = await this.#ask(path, subject, { method: "POST", body });
    return Registered.parse(answer).id;
  }

  /** Resolves when the registry answers; the subject may be new. */
  async check(subject: string): Promise<void> {
    const name = encodeURIComponent(subject);
    await this.#ask(`/subjects/${name}/versions/latest`, subject);
  }

  /** undefined when the registry has no Avro schema of that id. */
  async find(id: number): Promise<Type | undefined> {
    const known = this.#known.get(id);
    if (known && this.#now() < known.untilMs) return known.type;
    const asked = this.#asked.get(id) ?? this.#load(id);
    this.#asked.set(id, asked);
    try {
      return await asked;
    } finally {
      this.#asked.delete(id);
    }
  }

  async #load(id: number): Promise<Type | undefined> {
    const answer = await this.#ask(`/schemas/ids/${id}`, `schema ${id}`);
    const type = toType(answer);
    const untilMs = type ? Infinity : this.#now() + UNKNOWN_MS;
    if (this.#known.size >= MAX_SCHEMAS) this.#known.clear();
    this.#known.set(id, { type, untilMs });
    return type;
  }

  /** The answer as JSON, undefined for 404. */
  async #ask(path: string, what: string, init: RequestInit = {}) {
    try {
      const answer = await this.#fetch(path, what, init);
      this.#health.set("registry", true);
      return answer;
    } catch (error) {
      const problem =
        error instanceof RegistryError
          ? error
          : new RegistryError("the registry does not answer", { cause: error });
      this.#health.set("registry", false, problem.message);
      throw problem;
    }
  }

  async #fetch(path: string, what: string, init: RequestInit) {
    const { url, credentials } = this.#settings;
    const headers = new Headers({ "content-type": CONTENT_TYPE });
    if (credentials) headers.set("authorization", toBasic(credentials));
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const options = { ...init, headers, signal } as const;
    const response = await fetch(`${url}${path}`, options);
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as unknown;
    if (response.status === 404 && init.method !== "POST") return undefined;
    throw new RegistryError(refusal(response.status, what));
  }
}

function refusal(status: number, what: string): string {
  if (status === 409) {
    return `the registry refuses the schema of ${what}: it would break those who read it`;
  }
  return `the registry answers ${status} about ${what}`;
}

/** Also undefined for a schema of another language. */
function toType(answer: unknown): Type | undefined {
  const { data } = Found.safeParse(answer);
  if (!data || (data.schemaType ?? "AVRO") !== "AVRO") return undefined;
  try {
    return avro.Type.forSchema(JSON.parse(data.schema) as avro.Schema);
  } catch {
    return undefined;
  }
}

function toBasic(credentials: { username: string; password: string }): string {
  const { username, password } = credentials;
  const pair = Buffer.from(`${username}:${password}`);
  return `Basic ${pair.toString("base64")}`;
}
