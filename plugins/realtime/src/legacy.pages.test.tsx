import { render, screen } from '@testing-library/react';
import { giveLayout } from '../dev/fakes/layout';
import { legacyApp } from '../dev/legacyApp';

giveLayout();

/** The whole app with the catalog's pages is built by each test. */
const TIMEOUT_MS = 60_000;
const SEEN = { timeout: 20_000 };

function open(path: string): void {
  // The sign-in page asks before it goes on without a backend.
  localStorage.setItem('enableLegacyGuestToken', 'true');
  localStorage.setItem('@backstage/core:SignInPage:provider', 'guest');
  const { origin: baseUrl } = window.location;
  const config = { app: { title: 'Legacy', baseUrl }, backend: { baseUrl } };
  Object.assign(window, { __APP_CONFIG__: config });
  window.history.pushState({}, '', path);
  const App = legacyApp().build();
  render(<App />);
}

describe('the development app of the legacy frontend system', () => {
  it(
    'shows a state as a page',
    async () => {
      open('/live');
      expect(
        await screen.findByText('12/s shown of 96/s', {}, SEEN),
      ).toBeInTheDocument();
    },
    TIMEOUT_MS,
  );

  it.each([
    ['messages', '12/s shown of 96/s'],
    ['topics', /48 s behind/],
    ['canary', /read from status, generation/],
  ])(
    'has the tab %s on an entity page',
    async (tab, words) => {
      open(`/catalog/default/component/pingpong-counter/${tab}`);
      const [first] = await screen.findAllByText(words, {}, SEEN);
      expect(first).toBeInTheDocument();
    },
    TIMEOUT_MS,
  );
});
