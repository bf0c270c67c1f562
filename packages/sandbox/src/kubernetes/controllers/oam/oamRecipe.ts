import {
  componentProperties,
  type ComponentType,
} from '@backstage-realtime/plugin-realtime-common';
import { ApiError } from '../../model/ApiError';
import type { Kind } from '../../model/Kind';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';
import type { ClaimRecipe } from '../ClaimController';
import type { Progress } from '../Progress';
import {
  readComponents,
  type Component,
  type Player,
  type Players,
  type Verdict,
} from './component';
import { executing, refused, rendering, type Report } from './oamProgress';
import { buildOamStatus } from './oamStatus';
import { isUnderWay } from './phase';

/**
 * OAM Application: rendered, then each component is made in the order of
 * `dependsOn` and waited for, as the workflow of KubeVela does. What a
 * component means is its player's business. Players are asked again whenever
 * a claim or a Secret changes, and the application says what became of it.
 */
export function oamRecipe(kind: Kind, players: Players): ClaimRecipe {
  return {
    kind,
    finalizer: 'app.oam.dev/resource-tracker-finalizer',
    describe: buildOamStatus,
    create: application => run(application, players),
    remove: application => sweep(application, players, []),
  };
}

async function* run(
  application: KubernetesObject,
  players: Players,
): AsyncGenerator<Progress> {
  const components = readComponents(asJson(application).spec);
  if (!Array.isArray(components)) {
    yield refused(components);
    return;
  }
  const isNew = !isUnderWay(application);
  if (isNew) {
    yield rendering(components.length);
  }
  await sweep(application, players, components);
  const reports: Report[] = [];
  for (const component of components) {
    reports.push(await play(application, component, players, reports));
    if (isNew && reports.length < components.length) {
      yield executing(application, reports, components.length);
    }
  }
  const isTriedAgain = reports.some(({ verdict }) => verdict?.isTriedAgain);
  const last = executing(application, reports, components.length);
  yield { ...last, isTriedAgain };
}

/** Removes what the application has made of components it no longer has. */
async function sweep(
  application: KubernetesObject,
  players: Players,
  kept: Component[],
): Promise<void> {
  for (const [type, player] of Object.entries(players)) {
    const left = player
      .list(application)
      .filter(
        name => !kept.some(each => each.name === name && each.type === type),
      );
    for (const name of left) {
      await player.remove(application, name);
    }
  }
}

async function play(
  application: KubernetesObject,
  component: Component,
  players: Players,
  before: Report[],
): Promise<Report> {
  const { dependsOn, name, type } = component;
  const { namespace = '' } = application.metadata;
  const player: Player<unknown> = playerOf(players, type);
  const written = component.properties;
  const properties = componentProperties[type].parse({ name, ...written });
  const workload = player.workload(properties);
  const waitsFor = before
    .filter(each => dependsOn.includes(each.component.name))
    .filter(({ verdict }) => !verdict?.isHealthy)
    .map(each => each.component.name);
  const verdict =
    waitsFor.length > 0
      ? undefined
      : await player
          .ensure({ application, namespace, name, properties, written })
          .catch(toVerdict);
  return { component, workload, verdict, waitsFor };
}

/** Each player reads the properties of its own type, which are parsed by the same name. */
function playerOf(players: Players, type: ComponentType): Player<unknown> {
  return players[type] as Player<unknown>;
}

/** Clients of Kafka and MQTT name addresses in their errors; those stay here. */
function toVerdict(error: unknown): Verdict {
  const message = 'it could not be made; tried again soon';
  return error instanceof ApiError
    ? { isHealthy: false, message, reason: error.message, isTriedAgain: true }
    : {
        isHealthy: false,
        message,
        reason: 'Kafka or MQTT did not answer',
        isTriedAgain: true,
      };
}
