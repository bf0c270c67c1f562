import { useApiHolder } from '@backstage/core-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { useLoad } from '@backstage-realtime/plugin-realtime-react';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';

const NONE: readonly object[] = [];

/**
 * Schemas of all pages of the form one is in; a field itself is told of its
 * own page alone. The template is the one in the address. None while it is
 * read, elsewhere (in the editor of templates), and where it cannot be read.
 */
export function useTemplatePages(): readonly object[] {
  const { namespace, templateName } = useParams();
  const api = useApiHolder().get(scaffolderApiRef);
  const load = useCallback(
    async (templateRef: string) => {
      const { steps } = await api!.getTemplateParameterSchema(templateRef);
      return steps.map(({ schema }) => schema);
    },
    [api],
  );
  const isKnown = api && namespace && templateName;
  const pages = useLoad(
    isKnown ? `template:${namespace}/${templateName}` : undefined,
    load,
  );
  return pages.state === 'ready' ? pages.value : NONE;
}
