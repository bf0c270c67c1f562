import type { ApiCaller } from '../contract/ApiCaller';

const RBAC = 'rbac.authorization.k8s.io';

/** Lets the reader of a real server read what the reader of the sandbox reads. */
export async function grantReading(admin: ApiCaller): Promise<void> {
  const name = 'sandbox-reader';
  const verbs = ['get', 'list', 'watch'];
  const role = await admin.post(`/apis/${RBAC}/v1/clusterroles`, {
    metadata: { name },
    rules: [
      {
        apiGroups: [''],
        resources: ['namespaces', 'configmaps', 'services', 'events'],
        verbs,
      },
      { apiGroups: ['contract.example.org'], resources: ['*'], verbs },
    ],
  });
  const binding = await admin.post(`/apis/${RBAC}/v1/clusterrolebindings`, {
    metadata: { name },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
    subjects: [{ apiGroup: RBAC, kind: 'User', name }],
  });
  if (role.code !== 201 || binding.code !== 201) {
    throw new Error(
      `The reader got no rights: ${JSON.stringify([role.body, binding.body])}`,
    );
  }
}
