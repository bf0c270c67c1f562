import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openForm } from '../testUtils/aForm';
import { expectAccessible } from '../testUtils/expectAccessible';

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const open = (field: string, value: string) =>
  openForm(
    [{ asked: { type: 'string', title: 'The field', 'ui:field': field } }],
    { asked: value },
  );

const REFERENCE = {
  ...{ type: 'object', title: 'The field', required: ['name', 'key'] },
  additionalProperties: false,
  properties: { name: { type: 'string' }, key: { type: 'string' } },
  'ui:field': 'RealtimeSecretReference',
};

const input = () => screen.findByRole('textbox', { name: /^The field/ });

const goOn = () =>
  userEvent.click(screen.getByRole('button', { name: 'Review' }));

describe('a duration', () => {
  it.each([
    ['24h', '24h is 24 hours.'],
    ['1d', '1d is 1 day.'],
    ['1.5h', /^A whole number and ms, s, m, h or d/],
    ['24', /^A whole number/],
    ['9999999999999d', /^A whole number/],
  ])('%s is said in words or refused', async (text, says) => {
    await open('RealtimeDuration', text);
    expect(await screen.findByText(says)).toBeInTheDocument();
  });
});

describe('a consumer group', () => {
  it.each([
    ['order-readers', /^Everything that reads as order-readers shares/],
    ['order readers', /^At most 255 letters/],
    ['g'.repeat(256), /^At most 255 letters/],
  ])('%s is explained or refused', async (text, says) => {
    const { container } = await open('RealtimeConsumerGroup', text);
    expect(await screen.findByText(says)).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('that cannot be keeps the form here', async () => {
    const { created } = await open('RealtimeConsumerGroup', '');
    const user = userEvent.setup();
    await user.type(await input(), 'a b');
    await goOn();
    expect(await input()).toBeInvalid();
    expect(created).toEqual([]);
    await user.type(await input(), '{Backspace}{Backspace}');
    await goOn();
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    expect(created).toEqual([{ asked: 'a' }]);
  });
});

describe('a reference to a secret', () => {
  it('is taken as name and key', async () => {
    const { created } = await open(
      'RealtimeSecretReference',
      'broker-users/password',
    );
    await goOn();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(created).toEqual([{ asked: 'broker-users/password' }]);
  });

  it('is one line for an object with name and key, too', async () => {
    const { created, container } = await openForm([{ asked: REFERENCE }]);
    const user = userEvent.setup();
    await user.type(await input(), 'broker-users/a/b');
    expect(await screen.findByText(/^Name and key of a/)).toBeInTheDocument();
    await user.type(await input(), '{Backspace}{Backspace}');
    expect(screen.queryByText(/^Name and key of a/)).toBeNull();
    await expectAccessible(container);
    await goOn();
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    expect(created).toEqual([{ asked: { name: 'broker-users', key: 'a' } }]);
  });

  it('says what is missing of an object', async () => {
    const { created } = await openForm([{ asked: REFERENCE }]);
    await userEvent.type(await input(), 'broker-users');
    await goOn();
    expect((await screen.findAllByText(/Name and key of a/))[0]).toBeVisible();
    expect(await input()).toBeInvalid();
    expect(created).toEqual([]);
  });

  it('is a name alone where its keys are agreed on', async () => {
    const { created } = await openForm([
      {
        asked: {
          ...{ type: 'string', title: 'The field' },
          ...{ 'ui:field': 'RealtimeSecretReference' },
          'ui:options': { nameOnly: true },
        },
      },
    ]);
    const user = userEvent.setup();
    await user.type(await input(), 'snowflake/');
    expect(await screen.findByText(/^Name of a Kubernetes/)).toBeVisible();
    await user.type(await input(), '{Backspace}');
    await goOn();
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    expect(created).toEqual([{ asked: 'snowflake' }]);
  });

  it.each([
    ['mqtt-users', /^Name and key of a Kubernetes Secret/],
    ['postgres://app:hunter2@db/orders', /^This looks like a secret itself/],
    ['glpat-abcdefghijklmnopqrst', /^This looks like a secret itself/],
    ['x/9aB3kQ7rT2vW5xY8zC1dF4gH', /^This looks like a secret itself/],
  ])('is not %s, which keeps the form here', async (text, says) => {
    await open('RealtimeSecretReference', text);
    await goOn();
    const found = await screen.findAllByText(says);
    expect(found.map(({ textContent }) => textContent).join()).not.toContain(
      text,
    );
    expect(screen.getByRole('button', { name: 'Review' })).toBeEnabled();
  });
});
