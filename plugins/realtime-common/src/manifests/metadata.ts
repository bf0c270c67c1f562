import { z } from 'zod';
import type { ManifestMetadata } from './manifest';
import { namespaceName } from './schemas/parts';

/** Labels and annotations every manifest of ours carries. @public */
export const MANIFEST_MARKS = {
  /** Label: who made it. */
  managedBy: 'app.kubernetes.io/managed-by',
  /** Label: name of the service or platform. */
  name: 'app.kubernetes.io/name',
  /** Label: what Backstage finds objects of an entity by. */
  kubernetesId: 'backstage.io/kubernetes-id',
  /** Annotation: entity ref; not a label, which allows neither `:` nor `/`. */
  owner: 'backstage-realtime.io/owner',
  /** Annotation: name of the system. */
  system: 'backstage-realtime.io/system',
} as const;

/** Value of the label that says who made it. @public */
export const MANAGED_BY = 'backstage-realtime';

const entityRef = z
  .string()
  .max(200)
  .regex(
    /^([a-z]+:)?([a-zA-Z0-9._-]+\/)?[a-zA-Z0-9._-]+$/,
    'write an entity as group:default/team-a',
  );

/** Where a manifest goes and whose it is. @public */
export const manifestTarget = z.strictObject({
  namespace: namespaceName.default('default'),
  owner: entityRef.optional(),
  system: entityRef.optional(),
});

/** Where a manifest goes and whose it is; the namespace is `default` when left out. @public */
export type ManifestTarget = z.input<typeof manifestTarget>;

/** Metadata of the object of one name, with the marks that tell where it came from. */
export function buildMetadata(
  name: string,
  { namespace, owner, system }: z.output<typeof manifestTarget>,
): ManifestMetadata {
  const annotations = {
    ...(owner && { [MANIFEST_MARKS.owner]: owner }),
    ...(system && { [MANIFEST_MARKS.system]: system }),
  };
  return {
    name,
    namespace,
    labels: {
      [MANIFEST_MARKS.name]: name,
      [MANIFEST_MARKS.managedBy]: MANAGED_BY,
      [MANIFEST_MARKS.kubernetesId]: name,
    },
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}
