import {
  toRolloutKey,
  type RolloutControl,
  type RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import { rolloutApiRef } from '@backstage-realtime/plugin-realtime-react';
import { useApi } from '@backstage/core-plugin-api';
import { useCallback, useState } from 'react';
import { useRealtimeWords } from '../../translations/useRealtimeWords';

/** A control that waits for its confirmation. */
export interface AskedControl {
  ref: RolloutRef;
  control: RolloutControl;
}

/** The dialog of a control: what is asked, and how sending it went. */
export interface OpenControl {
  asked?: AskedControl;
  isSending: boolean;
  /** In the words of the server. */
  error?: string;
  /** What was sent last, for readers who do not see the page. */
  said?: string;
  ask(ref: RolloutRef, control: RolloutControl): void;
  confirm(): void;
  close(): void;
}

/** Sends one control at a time, after its confirmation; what it changed comes with the stream. */
export function useControl(entityRef: string): OpenControl {
  const api = useApi(rolloutApiRef);
  const { words } = useRealtimeWords();
  const [asked, setAsked] = useState<AskedControl>();
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<string>();
  const [said, setSaid] = useState<string>();
  const ask = useCallback((ref: RolloutRef, control: RolloutControl) => {
    setError(undefined);
    setAsked({ ref, control });
  }, []);
  const send = async ({ ref, control }: AskedControl) => {
    const { action, expects } = control;
    const rollout = toRolloutKey(ref);
    setIsSending(true);
    setError(undefined);
    try {
      await api.controlRollout({ entityRef, rollout, action, expects });
      const name = words(`controlName.${action}`);
      setSaid(words('control.sent', { action: name, cluster: ref.cluster }));
      setAsked(undefined);
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
    } finally {
      setIsSending(false);
    }
  };
  return {
    asked,
    isSending,
    error,
    said,
    ask,
    confirm: () => void (asked && !isSending && send(asked)),
    close: () => setAsked(undefined),
  };
}
