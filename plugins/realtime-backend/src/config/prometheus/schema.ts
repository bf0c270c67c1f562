import { METRIC_UNITS } from '@backstage-realtime/plugin-realtime-common';
import { z } from 'zod';
import {
  readTemplate,
  TemplateMistake,
} from '../../metrics/queries/QueryTemplate';
import { AZURE_SCOPES } from '../../sources/prometheus/auth/AzureAuth';

const positive = z.number().int().min(1);
const globs = z.array(z.string().min(1)).min(1).max(1_000).optional();
const text = z.string().min(1);

/** Longest time axis, and most points on it; the step grows where there would be more. */
const MAX_RANGE_MS = 24 * 60 * 60_000;
export const MAX_POINTS = 600;

/** A name of an instance, set or query, as annotations may write it. */
const name = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    'a name has at most 63 letters, digits, dots, dashes or underscores',
  );

/** Base of an API. A credential in it would be sent to logs of proxies. */
export const prometheusUrl = z
  .string()
  .regex(/^https?:\/\//, 'a Prometheus URL starts with http:// or https://')
  .refine(URL.canParse, 'a Prometheus URL has to be a URL')
  .refine(
    url => !URL.canParse(url) || !new URL(url).username,
    'give a name and a password under auth, not in the URL',
  );

const none = z.object({ type: z.literal('none') }).strict();
const sidecar = z.object({ type: z.literal('sidecar') }).strict();

const basic = z
  .object({ type: z.literal('basic'), username: text, password: z.string() })
  .strict();

const bearer = z
  .object({
    type: z.literal('bearer'),
    token: text.optional(),
    file: text.optional(),
  })
  .strict()
  .transform(({ type, token, file }, context) => {
    if (token !== undefined && file === undefined) return { type, token };
    if (file !== undefined && token === undefined) return { type, file };
    context.addIssue('give either token or file');
    return z.NEVER;
  });

const oauth2 = z
  .object({
    type: z.literal('oauth2'),
    tokenUrl: z
      .string()
      .regex(/^https?:\/\//, 'a token URL starts with http:// or https://'),
    clientId: text,
    clientSecret: text,
    scopes: z.array(text).max(20).default([]),
    parameters: z.record(z.string(), z.string()).default({}),
    sendIn: z.enum(['form', 'header']).default('form'),
  })
  .strict();

const azure = z
  .object({
    type: z.literal('azure'),
    cloud: z
      .enum(Object.keys(AZURE_SCOPES) as [keyof typeof AZURE_SCOPES])
      .default('public'),
    scope: text.optional(),
    clientId: text.optional(),
    tenantId: text.optional(),
  })
  .strict();

const sigv4 = z
  .object({
    type: z.literal('sigv4'),
    region: text,
    service: text.default('aps'),
    roleArn: text.optional(),
    profile: text.optional(),
    accessKeyId: text.optional(),
    secretAccessKey: text.optional(),
  })
  .strict()
  .refine(
    ({ accessKeyId, secretAccessKey }) => !accessKeyId === !secretAccessKey,
    {
      message: 'accessKeyId and secretAccessKey go together',
    },
  );

/** One of the kinds of {@link PrometheusAuthSettings}. */
export const prometheusAuth = z.discriminatedUnion('type', [
  none,
  basic,
  bearer,
  oauth2,
  azure,
  sigv4,
  sidecar,
]);

const instance = z
  .object({
    url: prometheusUrl,
    auth: prometheusAuth.default({ type: 'none' }),
    timeoutMs: positive.max(60_000).default(10_000),
    clusters: globs,
    namespaces: globs,
  })
  .strict();

/** A line, with words of its own or without. */
const limit = z
  .union([
    z.number().transform(value => ({ value, label: undefined })),
    z.object({ value: z.number(), label: text.max(40).optional() }).strict(),
  ])
  .transform(({ value, label }) => ({
    value,
    label: label ?? `limit ${value}`,
  }));

/** Backstage takes `${hash}` in app-config for a variable of the environment, and drops a text whose variable is not set. */
const EXPR_MISSING =
  'a query is text; write $${hash} for ${hash} in app-config, which is read as an environment variable otherwise';

const query = z
  .object({
    title: text.max(80),
    unit: z.enum(METRIC_UNITS),
    expr: z.string(EXPR_MISSING).min(1).max(4_000).superRefine(checkTemplate),
    limit: limit.optional(),
    optional: z.boolean().default(false),
  })
  .strict()
  .transform(({ optional, ...rest }) => ({ ...rest, isOptional: optional }));

function checkTemplate(expr: string, context: z.RefinementCtx): void {
  try {
    readTemplate(expr);
  } catch (error) {
    if (!(error instanceof TemplateMistake)) throw error;
    context.addIssue(error.message);
  }
}

/** Panels of a set: more would be no overview, and each costs a query. */
const MAX_QUERIES = 12;

const querySet = z
  .object({
    queries: z
      .record(name, query)
      .refine(
        queries => Object.keys(queries).length <= MAX_QUERIES,
        `a set has at most ${MAX_QUERIES} queries`,
      ),
  })
  .strict();

/** The section `realtime.prometheus` of app-config. */
export const prometheusSchema = z
  .object({
    instances: z.record(name, instance).default({}),
    querySets: z.record(name, querySet).default({}),
    focusedMs: positive.min(1_000).default(10_000),
    backgroundMs: positive.min(1_000).default(60_000),
    rangeMs: positive.min(60_000).max(MAX_RANGE_MS).default(600_000),
    stepMs: positive.min(1_000).default(6_000),
    rateWindowMs: positive.min(2_000).max(3_600_000).default(60_000),
    rolloutsPerProcess: positive.default(200),
  })
  .strict();

/** @internal */
export const prometheusDefaults = prometheusSchema.parse({});
