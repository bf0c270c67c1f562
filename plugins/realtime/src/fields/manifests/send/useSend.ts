import { useAnalytics, useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  scaffolderApiRef,
  useTemplateSecrets,
  type ScaffolderApi,
} from '@backstage/plugin-scaffolder-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ongoingTaskRouteRef } from '../../../routes';
import { sayRefusal } from './sayRefusal';

/** A task that is yet to be sent, is under way, or was not taken. */
export interface Sending {
  isSending: boolean;
  /** Why the backend did not take it, for a person. */
  refusal?: string;
  /** Missing where the portal has no page of a task to go to. */
  send?: () => Promise<void>;
}

/** The form keeps answers as JSON. */
type Values = Parameters<ScaffolderApi['scaffold']>[0]['values'];

/** Starts the task of a template with these answers and goes to its page, as the last button of the form does. */
export function useSend(
  templateRef: string,
  answers: Record<string, unknown>,
): Sending {
  const api = useApi(scaffolderApiRef);
  const { secrets } = useTemplateSecrets();
  const toTask = useRouteRef(ongoingTaskRouteRef);
  const navigate = useNavigate();
  const analytics = useAnalytics();
  const [state, setState] = useState<Omit<Sending, 'send'>>({
    isSending: false,
  });
  if (!toTask) return state;
  const send = async () => {
    setState({ isSending: true });
    try {
      const values = answers as Values;
      const { taskId } = await api.scaffold({ templateRef, values, secrets });
      analytics.captureEvent('create', 'Task has been created');
      navigate(toTask({ taskId }));
    } catch (error) {
      setState({ isSending: false, refusal: sayRefusal(error) });
    }
  };
  return { ...state, send };
}
