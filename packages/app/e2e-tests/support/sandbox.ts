import { ControlClient, readState } from '@backstage-realtime/sandbox/control';
import { running } from './browser';

/**
 * The control API of the sandbox behind the portal of these tests, and of no
 * other that may be running on this machine.
 */
export async function sandboxControl(): Promise<ControlClient> {
  const state = await readState(running.sandboxState);
  if (!state) throw new Error('The sandbox of this portal left no state file');
  return new ControlClient(state);
}
