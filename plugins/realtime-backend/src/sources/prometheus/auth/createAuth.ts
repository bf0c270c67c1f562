import type { Clock } from '../../../clock';
import type { PrometheusAuthSettings } from '../../../config/prometheus/settings';
import { AzureAuth } from './AzureAuth';
import { FileAuth } from './FileAuth';
import { OAuth2Auth } from './OAuth2Auth';
import type { PrometheusAuth } from './PrometheusAuth';
import { SigV4Auth } from './SigV4Auth';
import { StaticAuth } from './StaticAuth';

/** The way app-config names; nothing is asked or read before the first request. */
export function createAuth(
  settings: PrometheusAuthSettings,
  clock: Clock,
): PrometheusAuth {
  switch (settings.type) {
    case 'basic':
      return StaticAuth.basic(settings.username, settings.password);
    case 'bearer':
      return 'file' in settings
        ? new FileAuth(settings.file, clock)
        : StaticAuth.bearer(settings.token);
    case 'oauth2':
      return new OAuth2Auth(settings, clock);
    case 'azure':
      return new AzureAuth(settings, clock);
    case 'sigv4':
      return new SigV4Auth(settings, clock);
    default:
      // A side-car has the credential itself.
      return StaticAuth.none;
  }
}
