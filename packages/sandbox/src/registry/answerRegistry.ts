import { z } from 'zod';
import { RegistryRefusal } from './RegistryRefusal';
import type { Subjects } from './Subjects';

/** References to other schemas and other languages than Avro are not taken. */
const schemaRequest = z.object({
  schema: z.string(),
  schemaType: z.literal('AVRO').default('AVRO'),
  references: z.array(z.never()).optional(),
});

interface Asked {
  subjects: Subjects;
  body: unknown;
}

type Route = (asked: Asked, ...names: string[]) => unknown;

const SUBJECT = '/subjects/([^/]+)';

/** Method and path, whose groups become the names. */
const ROUTES: [method: string, path: RegExp, route: Route][] = [
  ['GET', path('/subjects'), ({ subjects }) => subjects.names()],
  [
    'POST',
    path(`${SUBJECT}/versions`),
    ({ subjects, body }, subject) => ({
      id: subjects.register(subject, schemaOf(body)),
    }),
  ],
  [
    'POST',
    path(SUBJECT),
    ({ subjects, body }, subject) => {
      subjects.versions(subject);
      const found = subjects.find(subject, schemaOf(body));
      if (!found) throw new RegistryRefusal('noSchema');
      return found;
    },
  ],
  [
    'GET',
    path(`${SUBJECT}/versions`),
    ({ subjects }, subject) =>
      subjects.versions(subject).map(({ version }) => version),
  ],
  [
    'GET',
    path(`${SUBJECT}/versions/(latest|\\d+)`),
    ({ subjects }, subject, version) => subjects.version(subject, version),
  ],
  [
    'POST',
    path(`/compatibility${SUBJECT}/versions/latest`),
    ({ subjects, body }, subject) => {
      subjects.versions(subject);
      const schema = schemaOf(body);
      return { is_compatible: subjects.isCompatible(subject, schema) };
    },
  ],
  [
    'GET',
    path('/schemas/ids/(\\d+)'),
    ({ subjects }, id) => ({ schema: subjects.byId(Number(id)) }),
  ],
  ['GET', path('/config'), () => ({ compatibilityLevel: 'BACKWARD' })],
];

/** The answer as JSON; throws RegistryRefusal. */
export function answerRegistry(
  subjects: Subjects,
  method: string,
  pathname: string,
  body: unknown,
): unknown {
  for (const [known, pattern, route] of ROUTES) {
    const match = known === method && pattern.exec(pathname);
    if (match) {
      const names = match.slice(1).map(decodeURIComponent);
      return route({ subjects, body }, ...names);
    }
  }
  throw new RegistryRefusal('noPath');
}

function path(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

function schemaOf(body: unknown): string {
  const { data } = schemaRequest.safeParse(body);
  if (!data) throw new RegistryRefusal('invalid');
  return data.schema;
}
