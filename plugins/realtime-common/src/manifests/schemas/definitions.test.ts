import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { applicationClaimFields } from './applicationClaimSpec';
import { realtimePlatformFields } from './realtimePlatformSpec';

const XRDS = join(__dirname, '../../../../../platform/xrds');

/** What both a JSON schema and an OpenAPI schema say; bounds and texts left out. */
interface Shape {
  type?: string;
  required?: string[];
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Shape>;
  items?: Shape;
}

function toShape(schema: Shape): Shape {
  const { type, required, default: initial, minimum, maximum } = schema;
  return {
    type,
    ...(required?.length && { required: [...required].sort() }),
    ...(schema.enum && { enum: schema.enum }),
    ...(initial !== undefined && { default: initial }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(schema.items && { items: toShape(schema.items) }),
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([name, property]) => [
          name,
          toShape(property),
        ]),
      ),
    }),
  };
}

function specOfDefinition(file: string): Shape {
  const definition = parse(readFileSync(join(XRDS, file), 'utf8'));
  const { openAPIV3Schema } = definition.spec.versions[0].schema;
  return toShape(openAPIV3Schema.properties.spec);
}

describe('schemas of forms and definitions of the cluster', () => {
  it.each([
    ['applicationclaims.yaml', applicationClaimFields],
    ['realtimeplatformclaims.yaml', realtimePlatformFields],
  ])(
    'have the same fields, choices, defaults and bounds: %s',
    (file, fields) => {
      const schema = z.toJSONSchema(fields, { io: 'input' }) as Shape;
      expect(toShape(schema)).toEqual(specOfDefinition(file));
    },
  );
});
