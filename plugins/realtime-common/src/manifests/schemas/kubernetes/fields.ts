import { z } from 'zod';

/** What SOPS writes in the place of a value. */
const ENCRYPTED = /^ENC\[AES256_GCM,data:/;

/** Empty, to be filled in, or encrypted; anything else is read by whoever reads the file. */
const protectedValue = z
  .string()
  .refine(
    text => text === '' || ENCRYPTED.test(text),
    'holds a value in plain text; leave it empty, or encrypt the file with SOPS',
  );

const values = z.record(
  z.string().regex(/^[-._a-zA-Z0-9]{1,253}$/, 'is no key of a Secret'),
  protectedValue,
);

/** What a Secret has instead of a spec. `sops` is what SOPS adds to a file. */
export const secretFields = {
  type: z.string().optional(),
  immutable: z.boolean().optional(),
  data: values.optional(),
  stringData: values.optional(),
  sops: z.unknown().optional(),
};

/** What a ServiceAccount has instead of a spec; a token in it would be one for all pods. */
export const serviceAccountFields = {
  automountServiceAccountToken: z.boolean().optional(),
  imagePullSecrets: z.array(z.strictObject({ name: z.string() })).optional(),
};
