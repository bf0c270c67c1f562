import {
  toRolloutKey,
  type RolloutControl,
  type RolloutPatch,
  type RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { withStop } from '../../health/text/withStop';
import { RealtimeView } from '../../view/RealtimeView';
import { useCanaryText } from '../text/useCanaryText';
import styles from './ControlDialog.module.css';

/** One control before it is sent. @public */
export interface ControlDialogProps {
  rolloutRef: RolloutRef;
  control: RolloutControl;
  /** The same action as the rollout stands now; missing when it is not offered any more. */
  current?: RolloutControl;
  isSending: boolean;
  /** Why it was refused or failed, in the words of the server. */
  error?: string;
  onConfirm(): void;
  /** Takes the control as it stands now into the dialog. */
  onLookAgain(): void;
  onClose(): void;
}

/**
 * What happens then, and the patches exactly as they are sent. A rollout that
 * moves on while the dialog is open cannot be acted on until it is read again.
 * @public
 */
export function ControlDialog(props: ControlDialogProps) {
  const { control, rolloutRef, isSending } = props;
  const { words, finding } = useCanaryText();
  const hasMoved = props.current?.expects !== control.expects;
  const { name, cluster } = rolloutRef;
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && props.onClose()}>
      <RealtimeView className={styles.view}>
        <DialogHeader>
          {words(`controlTitle.${control.action}`, { name })}
        </DialogHeader>
        <DialogBody className={styles.body}>
          <p>{withStop(finding(control.consequence))}</p>
          <Patches rolloutRef={rolloutRef} patches={control.patches} />
          <div role="alert" className={styles.error}>
            {hasMoved && !isSending && <p>{words('control.moved')}</p>}
            {props.error && <p>{props.error}</p>}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={props.onClose}>
            {words('control.cancel')}
          </Button>
          {hasMoved && !isSending ? (
            <Button variant="primary" onPress={props.onLookAgain}>
              {words('control.lookAgain')}
            </Button>
          ) : (
            <Button
              variant="primary"
              loading={isSending}
              onPress={props.onConfirm}
            >
              {words(`controlConfirm.${control.action}`, { name, cluster })}
            </Button>
          )}
        </DialogFooter>
      </RealtimeView>
    </Dialog>
  );
}

function Patches(props: { rolloutRef: RolloutRef; patches: RolloutPatch[] }) {
  const { words } = useCanaryText();
  const { patches, rolloutRef } = props;
  return (
    <>
      <p className={styles.muted}>
        {words('control.patches', { count: patches.length })}
      </p>
      <ol className={styles.patches}>
        {patches.map(({ subresource, body }) => {
          const target = subresource ? `rollouts/${subresource}` : 'rollouts';
          const json = JSON.stringify(body, null, 2);
          return (
            <li key={`${target} ${json}`}>
              <span className={styles.muted}>
                PATCH {target} · {toRolloutKey(rolloutRef)}
              </span>
              <pre
                // A part that scrolls must be reachable by keyboard.
                // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
                tabIndex={0}
                aria-label={words('control.patchOf', { target })}
              >
                {json}
              </pre>
            </li>
          );
        })}
      </ol>
    </>
  );
}
