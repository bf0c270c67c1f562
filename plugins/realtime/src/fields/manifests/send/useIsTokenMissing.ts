import { useOptions } from '../../form/useOptions';
import { isAskedAsUser } from '../../pickers/namespaces';
import { useUserToken } from '../../token/useUserToken';

/** True when the cluster takes nothing but a token of the reader, and none was given: the task would end at its first step. */
export function useIsTokenMissing(cluster: string): boolean {
  const options = useOptions();
  const { token } = useUserToken();
  return (
    !token && options.state === 'ready' && isAskedAsUser(options.value, cluster)
  );
}
