import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ROOT } from '../paths.mjs';
import { evaluateCue } from './cue.mjs';

/**
 * A ComponentDefinition has two forms: CUE, which people write, and YAML, which
 * a cluster is given. The second is made from the first, as `vela def render`
 * does, and never edited.
 */
export const DEFINITIONS = [
  'realtime-platform',
  'iot-broker',
  'stream-processor',
  'analytics-dashboard',
  'realtime-webservice',
];

const DIR = join(ROOT, 'platform', 'definitions');

/** Where the form of a definition that a cluster is given lies. */
export function yamlPathOf(name) {
  return join(DIR, `${name}.yaml`);
}

/**
 * @param {string} name
 * @returns {{head: string, template: string}} head: its kind, texts and health
 *   policies; template: what KubeVela evaluates with `context` and `parameter`
 */
export function readDefinition(name) {
  const text = readFileSync(join(DIR, `${name}.cue`), 'utf8');
  const [imports = ''] = /^import \([\s\S]*?^\)\n/m.exec(text) ?? [];
  const [head, rest] = text.replace(imports, '').split(/^template: \{$/m);
  const body = rest.slice(0, rest.lastIndexOf('}')).replace(/^\t/gm, '');
  return { head, template: `${imports}\n${body.trim()}\n` };
}

/** The YAML of every definition, in the order of {@link DEFINITIONS}. */
export function renderDefinitions() {
  const read = DEFINITIONS.map(readDefinition);
  const heads = evaluateCue(read.map(({ head }) => head));
  return heads.map(({ value, problem }, i) => {
    if (problem) throw new Error(`${DEFINITIONS[i]}: ${problem}`);
    const [[name, head]] = Object.entries(value);
    return toYaml(name, head, read[i].template);
  });
}

function toYaml(name, { description, labels, attributes }, template) {
  const object = {
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'ComponentDefinition',
    metadata: {
      name,
      namespace: 'vela-system',
      annotations: { 'definition.oam.dev/description': description },
      labels,
    },
    spec: { ...attributes, schematic: { cue: { template } } },
  };
  const note = `# Made from ${name}.cue by: node scripts/platform.mjs\n`;
  return note + stringify(object, { lineWidth: 0 });
}

/**
 * What KubeVela makes of components, without a cluster.
 * @param {{type: string, parameter: object, context?: object}[]} components
 * @returns {({value: {output: object, outputs: object, parameter: object}} | {problem: string})[]}
 */
export function renderComponents(components) {
  const sources = components.map(({ type, parameter, context }) =>
    [
      readDefinition(type).template,
      `context: ${JSON.stringify(contextOf(parameter, context))}`,
      `parameter: ${JSON.stringify(parameter)}`,
    ].join('\n'),
  );
  return evaluateCue(sources).map(({ value, problem }) =>
    problem
      ? { problem }
      : { value: { ...value, outputs: value.outputs ?? {} } },
  );
}

function contextOf({ name = 'streams' }, context) {
  return { name, appName: 'pipeline', namespace: 'team-a', ...context };
}

/**
 * What KubeVela says of components that are there: `isHealth`, `message` and
 * details.
 * @param {{type: string, context: {output: object, outputs?: object}}[]} components
 */
export function judgeComponents(components) {
  const heads = evaluateCue(
    components.map(({ type }) => readDefinition(type).head),
  );
  const policies = heads.map(
    ({ value }) => Object.values(value)[0].attributes.status,
  );
  const sources = components.flatMap(({ context }, i) => {
    const given = `context: ${JSON.stringify(contextOf({}, context))}\nparameter: {}`;
    const { healthPolicy, customStatus, details } = policies[i];
    return [healthPolicy, customStatus, details].map(
      text => `${text}\n${given}`,
    );
  });
  const results = evaluateCue(sources);
  return components.map((_, i) => {
    const [health, status, details] = results.slice(3 * i, 3 * i + 3);
    const problem = [health, status, details].find(
      each => each.problem,
    )?.problem;
    if (problem) return { problem };
    const { context, parameter, ...shown } = details.value;
    return {
      isHealth: health.value.isHealth,
      message: status.value.message,
      details: shown,
    };
  });
}
