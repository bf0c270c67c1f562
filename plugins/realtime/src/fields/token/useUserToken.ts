import { useTemplateSecrets } from '@backstage/plugin-scaffolder-react';
import { USER_TOKEN_SECRET } from '@backstage-realtime/plugin-realtime-common';
import { useCallback } from 'react';

/**
 * The token of the reader for the Kubernetes cluster of the form. It is a
 * secret of the task and no answer: it is in no address, no list of answers and
 * no log, and a reload of the page forgets it.
 */
export function useUserToken() {
  const { secrets, setSecrets } = useTemplateSecrets();
  const setToken = useCallback(
    (token: string) => setSecrets({ [USER_TOKEN_SECRET]: token }),
    [setSecrets],
  );
  return { token: secrets[USER_TOKEN_SECRET] || undefined, setToken };
}
