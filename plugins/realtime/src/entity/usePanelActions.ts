import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type {
  PanelAction,
  PanelActionName,
} from '@backstage-realtime/plugin-realtime-react';
import { useNavigate } from 'react-router-dom';
import type { RecordsPanelProps } from './RecordsPanelProps';

/** What the buttons and the one link of a state do. */
export function usePanelActions(
  props: Pick<
    RecordsPanelProps,
    'stream' | 'address' | 'ownerRef' | 'snapshot' | 'onChange'
  >,
): (name: PanelActionName, action: PanelAction) => void {
  const { stream, address, ownerRef, snapshot, onChange } = props;
  const navigate = useNavigate();
  const entityRoute = useRouteRef(entityRouteRef);
  const { query } = address;
  const actions: Record<PanelActionName, (action: PanelAction) => void> = {
    retry: () => stream?.retry(),
    'start-instead': ({ insteadOf }) => stream?.retry(insteadOf),
    'continue-now': () => stream?.resume('now'),
    'continue-buffer': () => stream?.resume('buffer'),
    'continue-scan': () => {
      const position = snapshot.stats?.resume;
      if (position) {
        onChange({ query: { ...query, from: { at: 'resume', position } } });
      }
    },
    'clear-filter': () =>
      onChange({ query: { ...query, clauses: [], partitions: undefined } }),
    'from-now': () => onChange({ query: { ...query, from: { at: 'latest' } } }),
    'ask-owner': () => {
      if (!ownerRef) return;
      const ref = parseEntityRef(ownerRef, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      });
      navigate(entityRoute({ ...ref, kind: ref.kind.toLowerCase() }));
    },
  };
  return (name, action) => actions[name](action);
}
