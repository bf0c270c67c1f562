// Every state of the tab and the card on the legacy frontend system.
// Start: `yarn start:legacy`.
// A dev app stands in for an app, and the app imports the styles.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { createDevApp } from '@backstage/dev-utils';
import { realtimePlugin } from '../src';
import { devPages } from './stories';

devPages
  .reduce(
    (builder, { path, title, element }) =>
      builder.addPage({ path: `/${path}`, title, element }),
    createDevApp().registerPlugin(realtimePlugin),
  )
  .render();
