import { claimPath } from '../testUtils/cluster';
import { claim } from '../testUtils/templateForms';
import {
  applied,
  ASK,
  describeRecovery,
  READY,
  REGISTER,
} from '../testUtils/describeRecovery';

describeRecovery({
  template: 'realtime-platform',
  values: { ...claim, ...applied },
  deaths: [
    ['Check names', ['names are right']],
    ['Build the claim', ['RealtimePlatformClaim streams in default is in']],
    ['Validate the manifest', ['1 manifest is well']],
    ['Build the files around it', ['Writing file']],
    ASK,
    ['Publish', ['copied 3\n']],
    ['Apply', ['RealtimePlatformClaim in default, version']],
    ['Await the platform', ['waits for Ready']],
    REGISTER,
  ],
  left: {
    half: ['RealtimePlatformClaim streams'],
    all: ['RealtimePlatformClaim streams'],
  },
  ready: {
    'Await the platform': {
      [claimPath('streams', 'realtimeplatformclaims')]: READY,
    },
  },
  entityRef: 'resource:default/streams',
});
