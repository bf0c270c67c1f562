import { useApiHolder } from '@backstage/core-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { useLoad } from '@backstage-realtime/plugin-realtime-react';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';

/** The template whose form one is in. */
export interface FormTemplate {
  /** `template:default/ping-pong-service`. */
  ref: string;
  /** Schemas of all its pages; a field itself is told of its own page alone. */
  pages: readonly object[];
  /** Whether the portal changes answers before a task gets them, which only its own button does. */
  isDecorated: boolean;
}

/**
 * The template in the address. None while it is read, elsewhere (in the editor
 * of templates), and where it cannot be read.
 */
export function useTemplate(): FormTemplate | undefined {
  const { namespace, templateName } = useParams();
  const api = useApiHolder().get(scaffolderApiRef);
  const load = useCallback(
    async (ref: string): Promise<FormTemplate> => {
      const schema = await api!.getTemplateParameterSchema(ref);
      const { formDecorators, EXPERIMENTAL_formDecorators: older } = schema;
      return {
        ref,
        pages: schema.steps.map(step => step.schema),
        isDecorated: [...(formDecorators ?? []), ...(older ?? [])].length > 0,
      };
    },
    [api],
  );
  const isKnown = api && namespace && templateName;
  const template = useLoad(
    isKnown ? `template:${namespace}/${templateName}` : undefined,
    load,
  );
  return template.state === 'ready' ? template.value : undefined;
}
