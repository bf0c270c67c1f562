import {
  buildClaims,
  checkBundle,
} from '@backstage-realtime/plugin-realtime-common';
import { germanCreateMessages } from '../../../translations/create/deCreate';
import type { CreateWords } from '../../../translations/createWords';
import { checksOf } from './checksOf';

const german: CreateWords = (key, params = {}) => {
  const texts: Record<string, string> = germanCreateMessages;
  return texts[key].replace(/\{\{(\w+)\}\}/g, (_, name) =>
    String(params[name]),
  );
};

/** The review of a platform in German; `change` is made to what is sent. */
function review(platform: object, change: object = {}) {
  const built = buildClaims({ platform: { name: 'streams', ...platform } });
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  const [manifest] = built.manifests;
  const value = { ...manifest, spec: { ...manifest.spec, ...change } };
  return checksOf(
    {
      bundle: checkBundle([{ file: '', value }]),
      warnings: built.warnings,
      diff: undefined,
      kubernetesCluster: '',
    },
    german,
  );
}

describe('what was checked, in German', () => {
  it('tells what has no effect and what has to be there', () => {
    const checks = review({
      mqttConfig: {
        qosLevel: 2,
        users: [
          {
            username: 'device',
            passwordSecretRef: { name: 'devices', key: 'password' },
          },
        ],
      },
    });
    expect(checks.slice(2)).toEqual([
      {
        kind: 'info',
        title: 'Gut zu wissen',
        details: [
          'mqttConfig.qosLevel wirkt nicht: jeder Client sagt selbst, wie sicher er es will',
        ],
      },
      {
        kind: 'info',
        title: 'Muss auf dem Cluster vorhanden sein',
        details: [
          'Secret/devices, für spec.mqttConfig.users[0].passwordSecretRef',
        ],
      },
    ]);
  });

  it('tells what a gate found', () => {
    const [gates] = review({}, { profile: 'production', port: 1 });
    expect(gates).toEqual({
      kind: 'error',
      title: '3 von 5 Prüfungen der Manifeste bestanden',
      details: [
        'spec.port: ist hier kein Feld; weglassen',
        'spec.kafkaConfig.replicationFactor: production hält drei Kopien von jedem Record; 3 setzen',
        'spec.scaling.minReplicas: production betreibt drei Broker; 3 oder mehr setzen',
      ],
    });
  });
});
