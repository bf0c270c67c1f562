import type { Entity } from '@backstage/catalog-model';
import type {
  ClusterName,
  StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { AllowRule } from '../config/settings';
import { findAllowRule, findGroupRule, findRolloutRule } from './allowList';

const owners = ['group:default/orders'];

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', namespace: 'default' },
  relations: [{ type: 'ownedBy', targetRef: owners[0] }],
};

const system = 'prod' as ClusterName;
const topic: StreamRef = { kind: 'kafka', system, topic: 'payments' };
const socket: StreamRef = { kind: 'websocket', system: 'ticker' };
const group = { system, group: 'payments' };
const rollout = { cluster: 'prod', namespace: 'orders', name: 'api' };

/** What the entity may use by this rule alone. */
function grantedBy(part: Partial<AllowRule>): string[] {
  const rules = [{ name: 'the rule', owners, ...part }];
  const found = {
    topic: findAllowRule(rules, entity, topic),
    socket: findAllowRule(rules, entity, socket),
    group: findGroupRule(rules, entity, group),
    rollout: findRolloutRule(rules, entity, rollout),
  };
  return Object.entries(found).flatMap(([what, rule]) => (rule ? what : []));
}

describe('a rule of the allow-list', () => {
  it.each<[string, Partial<AllowRule>, string[]]>([
    ['names nothing', {}, ['topic', 'socket', 'group']],
    ['names rollouts alone', { rollouts: ['prod/*'] }, ['rollout']],
    ['names other rollouts alone', { rollouts: ['test/*'] }, []],
    [
      'names rollouts and topics',
      { rollouts: ['prod/*'], topics: ['pay*'] },
      ['topic', 'group', 'rollout'],
    ],
    [
      'names rollouts and a system',
      { rollouts: ['prod/*'], systems: ['ticker'] },
      ['socket', 'rollout'],
    ],
    ['names groups alone', { groups: ['other'] }, ['topic', 'socket']],
    ['is for others', { owners: ['group:default/else'] }, []],
  ])('that %s grants what it is about', (_what, part, granted) => {
    expect(grantedBy(part)).toEqual(granted);
  });
});
