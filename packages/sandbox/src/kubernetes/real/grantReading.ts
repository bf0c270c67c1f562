import type { ApiCaller } from '../contract/ApiCaller';

const RBAC = 'rbac.authorization.k8s.io';
const NAME = 'sandbox-reader';

/** Takes the rights away again. */
export async function revokeReading(admin: ApiCaller): Promise<void> {
  await admin.delete(`/apis/${RBAC}/v1/clusterrolebindings/${NAME}`);
  await admin.delete(`/apis/${RBAC}/v1/clusterroles/${NAME}`);
}

/** Lets the reader of a real server read what the reader of the sandbox reads. */
export async function grantReading(admin: ApiCaller): Promise<void> {
  const verbs = ['get', 'list', 'watch'];
  const role = await admin.post(`/apis/${RBAC}/v1/clusterroles`, {
    metadata: { name: NAME },
    rules: [
      {
        apiGroups: [''],
        resources: ['namespaces', 'configmaps', 'services', 'events'],
        verbs,
      },
      {
        apiGroups: ['contract.example.org', 'platform.example.org'],
        resources: ['*'],
        verbs,
      },
    ],
  });
  const binding = await admin.post(`/apis/${RBAC}/v1/clusterrolebindings`, {
    metadata: { name: NAME },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: NAME },
    subjects: [{ apiGroup: RBAC, kind: 'User', name: NAME }],
  });
  if (role.code !== 201 || binding.code !== 201) {
    throw new Error(
      `The reader got no rights: ${JSON.stringify([role.body, binding.body])}`,
    );
  }
}
