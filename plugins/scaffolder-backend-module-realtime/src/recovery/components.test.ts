import { applicationPath } from '../testUtils/cluster';
import { pieces, twice } from '../testUtils/templateForms';
import {
  applied,
  ASK,
  describeRecovery,
  HEALTHY,
  REGISTER,
} from '../testUtils/describeRecovery';

describeRecovery({
  template: 'platform-components',
  existing: [
    {
      apiVersion: 'platform.example.org/v1alpha1',
      kind: 'RealtimePlatformClaim',
      metadata: { name: twice.realtime, namespace: 'default' },
      spec: { name: twice.realtime },
    },
  ],
  values: { ...pieces, ...twice, ...applied },
  deaths: [
    ['Check names', ['names are right']],
    ['Build blue', ['Application pipeline-blue in default is in']],
    ['Build green', ['Application pipeline-green in default is in']],
    ['Validate the manifests', ['2 manifests are well']],
    ['Build the files around them', ['Writing file']],
    ['Build the route', ['Template result written', 'Writing file']],
    ASK,
    ['Publish', ['copied 3\n']],
    ['Apply', ['Application in default, version']],
    ['Await the application', ['waits for Ready']],
    ['Await green', ['waits for Ready', 'waits for Ready']],
    REGISTER,
  ],
  left: {
    half: ['Application pipeline-blue'],
    all: ['Application pipeline-blue', 'Application pipeline-green'],
  },
  ready: {
    'Await the application': { [applicationPath('pipeline-blue')]: HEALTHY },
    'Await green': { [applicationPath('pipeline-green')]: HEALTHY },
  },
  entityRef: 'resource:default/pipeline',
});
