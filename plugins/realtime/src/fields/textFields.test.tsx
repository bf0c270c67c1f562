import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openForm } from '../testUtils/aForm';

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const open = (field: string, value: string) =>
  openForm(
    [{ asked: { type: 'string', title: 'The field', 'ui:field': field } }],
    { asked: value },
  );

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
