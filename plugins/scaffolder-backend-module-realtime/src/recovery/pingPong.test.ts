import { claimPath } from '../testUtils/cluster';
import { pingPong } from '../testUtils/templateForms';
import {
  applied,
  ASK,
  describeRecovery,
  READY,
  REGISTER,
} from '../testUtils/describeRecovery';

describeRecovery({
  template: 'ping-pong-service',
  values: { ...pingPong, ...applied },
  deaths: [
    ['Check names', ['names are right']],
    ['Build project files', ['Writing file']],
    ['Build the service', ['Template result written', 'Writing file']],
    [
      'Build claims',
      ['RealtimePlatformClaim ping-orders-platform in default is in'],
    ],
    ['Validate manifests', ['manifests are well']],
    ASK,
    ['Publish', ['copied 10\n']],
    ['Apply', ['RealtimePlatformClaim in default, version']],
    ['Await the platform and the service', ['waits for Ready']],
    REGISTER,
  ],
  left: {
    half: ['RealtimePlatformClaim ping-orders-platform'],
    all: [
      'ApplicationClaim ping-orders',
      'RealtimePlatformClaim ping-orders-platform',
    ],
  },
  ready: {
    'Await the platform and the service': { [claimPath('ping-orders')]: READY },
  },
  entityRef: 'component:default/ping-orders',
});
