import type { TextFieldProps } from '../form/fieldProps';
import { useOptions } from '../form/useOptions';
import { UserToken } from '../token/UserToken';
import { useUserToken } from '../token/useUserToken';
import { namesOf } from './namesOf';
import { isAskedAsUser } from './namespaces';
import { PickerInput } from './PickerInput';

/** A Kubernetes cluster that templates may create on, and the token of the reader where it takes no other. */
export function RealtimeKubernetesCluster(props: TextFieldProps) {
  const { formData: cluster, idSchema, onChange } = props;
  const options = useOptions();
  const { setToken } = useUserToken();
  const choose = (name: string | undefined) => {
    // A token is for one cluster, and no other may see it.
    if (name !== cluster) setToken('');
    onChange(name);
  };
  const needsToken =
    options.state === 'ready' && isAskedAsUser(options.value, cluster);
  return (
    <>
      <PickerInput
        field={{ ...props, onChange: choose }}
        namesOf={namesOf.kubernetesCluster}
      />
      {needsToken && cluster && (
        <UserToken id={`${idSchema.$id}__token`} cluster={cluster} />
      )}
    </>
  );
}
