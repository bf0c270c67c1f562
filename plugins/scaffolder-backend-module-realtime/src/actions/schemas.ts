import type { z } from 'zod/v3';

/** The library that the scaffolder hands to every schema. */
export type Zod = typeof z;

/** Kind, namespace and name of an object: what one step gives and another takes. */
export const claimRef = (zod: Zod) =>
  zod.object({
    apiVersion: zod.string(),
    kind: zod.string(),
    namespace: zod.string(),
    name: zod.string(),
  });

export const appliedResource = (zod: Zod) =>
  claimRef(zod).extend({
    uid: zod.string().describe('Empty in a dry run'),
    resourceVersion: zod.string().describe('Opaque; empty in a dry run'),
    operation: zod.enum(['created', 'changed', 'unchanged', 'planned']),
  });

export const appliedResources = (zod: Zod) =>
  zod
    .array(appliedResource(zod))
    .describe('What the cluster answered, in the order of the manifests');

/** Any object; what is in it is checked by the step, which names each mistake. */
export const anyObject = (zod: Zod) => zod.record(zod.any());

export const kubernetesCluster = (zod: Zod) =>
  zod
    .string()
    .describe(
      'Name of a Kubernetes cluster under realtime.kubernetes.clusters',
    );

/** Given as a secret of the task, which keeps it out of logs; the steps keep it nowhere. */
export const userToken = (zod: Zod) =>
  zod
    .string()
    .optional()
    .describe(
      'Token of the user for that cluster: ${{ secrets.KUBERNETES_TOKEN }}. Needed where it says asUser',
    );

export const manifestsInput = (zod: Zod) =>
  zod
    .array(anyObject(zod))
    .max(200)
    .optional()
    .describe('Objects, instead of files of the workspace');

export const pathInput = (zod: Zod) =>
  zod
    .string()
    .optional()
    .describe('File or folder of the workspace. Default manifests');

/** Inputs that every build step takes. */
export const buildInputs = {
  namespace: (zod: Zod) =>
    zod.string().optional().describe('Namespace. Default default'),
  owner: (zod: Zod) =>
    zod
      .string()
      .optional()
      .describe('Entity that owns it: group:default/team-a'),
  system: (zod: Zod) => zod.string().optional().describe('Name of the system'),
  targetPath: (zod: Zod) =>
    zod
      .string()
      .optional()
      .describe('Folder of the workspace for the files. Default manifests'),
};

/** Outputs that every build step gives. */
export const buildOutputs = {
  manifests: (zod: Zod) => zod.array(anyObject(zod)),
  files: (zod: Zod) =>
    zod.array(zod.string()).describe('Paths below the workspace'),
  claimRef: (zod: Zod) => claimRef(zod).describe('What was built last'),
  refs: (zod: Zod) =>
    zod.array(claimRef(zod)).describe('All of them, in order'),
  warnings: (zod: Zod) =>
    zod
      .array(zod.string())
      .describe('What is accepted and has no effect, as sentences'),
};
