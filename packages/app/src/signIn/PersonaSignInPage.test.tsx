import type { IdentityApi } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { forgetOnSignOut } from './forgetOnSignOut';
import { recallPersona, rememberPersona } from './personaChoice';
import { PersonaSignInPage } from './PersonaSignInPage';
import { PERSONAS } from './personas';

describe('PersonaSignInPage', () => {
  beforeEach(() => sessionStorage.clear());

  it('offers three personas, each with what they may do', async () => {
    await renderInTestApp(<PersonaSignInPage onSignInSuccess={() => {}} />);

    expect(
      await screen.findAllByRole('button', { name: /^Sign in as/ }),
    ).toHaveLength(3);
    expect(
      screen.getByText('May not read what is in them'),
    ).toBeInTheDocument();
  });

  it('remembers the choice in this tab', async () => {
    await renderInTestApp(<PersonaSignInPage onSignInSuccess={() => {}} />);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Sign in as viewer' }),
    );

    expect(recallPersona()?.id).toBe('viewer');
  });

  it('asks again when the remembered name is not a persona', () => {
    sessionStorage.setItem('backstage-realtime.persona', 'root');
    expect(recallPersona()).toBeUndefined();
  });

  it('forgets the choice on sign-out', async () => {
    rememberPersona(PERSONAS[0]);
    const signOut = jest.fn(async () => {});
    const identity = { signOut } as Partial<IdentityApi> as IdentityApi;

    await forgetOnSignOut(identity).signOut();

    expect(recallPersona()).toBeUndefined();
    expect(signOut).toHaveBeenCalledTimes(1);
  });
});
