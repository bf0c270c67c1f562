import { applyingContract } from './applying';
import { checkingContract } from './checking';
import { owningContract } from './owning';
import { readingContract } from './reading';
import { refusingContract } from './refusing';
import { Subject, type StartApi } from './Subject';
import { watchingContract } from './watching';
import { writingContract } from './writing';

const BOOT_TIMEOUT_MS = 900_000;
const TEST_TIMEOUT_MS = 60_000;

/**
 * What the rest of the product takes for granted about the Kubernetes API. The
 * sandbox and a real kube-apiserver run the same sentences, down to codes,
 * reasons and messages: where they differ, the sandbox is wrong.
 */
export function kubernetesContract(
  name: string,
  start: StartApi,
  suite: (name: string, tests: () => void) => void = describe,
): void {
  suite(`${name} keeps the Kubernetes contract`, () => {
    jest.setTimeout(TEST_TIMEOUT_MS);
    let subject: Subject | undefined;

    beforeAll(async () => {
      subject = await Subject.start(start);
    }, BOOT_TIMEOUT_MS);

    afterAll(() => subject?.close(), TEST_TIMEOUT_MS);

    const the = () => {
      if (!subject) throw new Error('The server has not started.');
      return subject;
    };

    describe('reading', () => {
      readingContract(the);
    });
    describe('writing', () => {
      writingContract(the);
    });
    describe('server-side apply', () => {
      applyingContract(the);
    });
    describe('who owns which field', () => {
      owningContract(the);
    });
    describe('watching', () => {
      watchingContract(the);
    });
    describe('refusing', () => {
      refusingContract(the);
    });
    describe('checking', () => {
      checkingContract(the);
    });
  });
}
