// Every state of the tabs and cards on the legacy frontend system.
// Start: `yarn start:legacy`; without a backend, the sign-in page asks before it lets a guest in.
// A dev app stands in for an app, and the app imports the styles.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { legacyApp } from './legacyApp';

legacyApp().render();
