import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  checkBundle,
  describeFinding,
  RealtimeError,
} from '@backstage-realtime/plugin-realtime-common';
import { readBundle } from '../operations/readBundle';
import type { ActionServices } from '../operations/services';
import { manifestValidateExamples } from './manifestValidate.examples';
import { manifestsInput, pathInput } from './schemas';
import { setOutputs } from './setOutputs';

/** `realtime:manifest:validate`: every mistake of the manifests, found without a cluster. */
export function createManifestValidateAction({
  claimApi,
}: Pick<ActionServices, 'claimApi'>) {
  return createTemplateAction({
    id: 'realtime:manifest:validate',
    description:
      'Checks manifests without a cluster: YAML, fields, rules between fields, references, and house rules.',
    examples: manifestValidateExamples,
    supportsDryRun: true,
    schema: {
      input: {
        path: pathInput,
        manifests: manifestsInput,
        externals: z =>
          z
            .array(z.string())
            .optional()
            .describe('What exists already: Secret/devices, Kafka/main'),
        otherKinds: z =>
          z
            .array(z.string())
            .optional()
            .describe('Kinds to pass as they are: Certificate.cert-manager.io'),
      },
      output: {
        isValid: z => z.boolean(),
        checked: z => z.number().describe('Manifests that passed every gate'),
        findings: z =>
          z.array(
            z.object({
              gate: z.string(),
              severity: z.string(),
              file: z.string(),
              manifest: z.string(),
              path: z.string(),
              message: z.string(),
            }),
          ),
        notChecked: z =>
          z.array(z.string()).describe('What could not be judged offline'),
      },
    },
    async handler(ctx) {
      ctx.signal?.throwIfAborted();
      const { externals, otherKinds } = ctx.input;
      const { entries, findings: unread } = await readBundle(ctx, ctx.input);
      const options = { api: claimApi, externals, otherKinds };
      const { checked, notChecked, ...check } = checkBundle(entries, options);
      const findings = [...unread, ...check.findings];
      const errors = findings.filter(({ severity }) => severity === 'error');
      const isValid = errors.length === 0 && entries.length > 0;
      for (const each of findings) ctx.logger.warn(describeFinding(each));
      for (const each of notChecked) ctx.logger.warn(`Not checked: ${each}`);
      setOutputs(ctx, { isValid, checked, findings, notChecked });
      if (!isValid) throw invalid(errors.map(describeFinding));
      ctx.logger.info(sayWell(checked));
    },
  });
}

function invalid(errors: string[]): RealtimeError {
  return new RealtimeError(
    'realtime.manifest.invalid',
    errors.length > 0
      ? `The manifests have mistakes: ${errors.join('; ')}.`
      : 'There is no manifest to check.',
  );
}

function sayWell(checked: number): string {
  return checked === 1 ? '1 manifest is well' : `${checked} manifests are well`;
}
