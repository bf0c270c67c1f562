import { shared } from './setup';

// eslint-disable-next-line import/no-default-export -- Jest looks for it
export default async function teardown(): Promise<void> {
  await shared.browser?.close();
  await shared.portal?.stop();
}
