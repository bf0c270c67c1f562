import type { ApplicationClaimForm } from '../schemas/applicationClaimSpec';
import type { RealtimePlatformForm } from '../schemas/realtimePlatformSpec';

/** The least a service is asked for with. */
export const service: ApplicationClaimForm = {
  name: 'ping-pong',
  language: 'python',
  framework: 'fastapi',
  image: 'registry.example.org/team/ping-pong:1.0.0',
};

/** The least a platform is asked for with. */
export const platform: RealtimePlatformForm = { name: 'streams' };
