/** Status and error code as Confluent's registry answers them, and its sentence. */
const REFUSALS = {
  noSubject: [404, 40401, 'Subject not found.'],
  noVersion: [404, 40402, 'Version not found.'],
  noSchema: [404, 40403, 'Schema not found.'],
  noPath: [404, 404, 'HTTP 404 Not Found'],
  incompatible: [
    409,
    409,
    'Schema being registered is incompatible with an earlier schema.',
  ],
  invalid: [422, 42201, 'Input schema is an invalid Avro schema.'],
  full: [500, 50001, 'Error in the backend data store.'],
} as const satisfies Record<string, [number, number, string]>;

/** What the registry answers instead of what it was asked for. */
export class RegistryRefusal extends Error {
  readonly status: number;
  readonly errorCode: number;

  /** `detail` stands behind the sentence. */
  constructor(reason: keyof typeof REFUSALS, detail?: string) {
    const [status, errorCode, message] = REFUSALS[reason];
    super(detail ? `${message} ${detail}` : message);
    this.status = status;
    this.errorCode = errorCode;
  }
}
