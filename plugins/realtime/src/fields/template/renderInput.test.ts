import { createTemplateRenderer } from 'nunjitsu';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { renderInput } from './renderInput';
import { NotRendered } from './tokens';

/** What a task fills in. */
function renderAsTask(text: string, parameters: Record<string, never>) {
  return createTemplateRenderer().renderValue(text, { parameters });
}

const FILLED = {
  name: 'ping-orders',
  pingTopic: 'orders.ping',
  platform: 'existing',
  delivery: 'apply',
  kubernetesCluster: 'local',
  namespace: 'team-a',
  partitions: 6,
  empty: '',
  on: true,
  off: false,
  parts: [{ name: 'a' }],
};

const TEMPLATES = [
  'ping-pong-service',
  'realtime-platform',
  'platform-components',
];

/** Every expression that a form of these fills in, on any page; a form leaves the token of a step out. */
const expressions = [...new Set(TEMPLATES.flatMap(formExpressions))];

function formExpressions(name: string): string[] {
  const path = resolve(__dirname, '../../../../../templates', name);
  const text = readFileSync(resolve(path, 'template.yaml'), 'utf8');
  return textsIn(parse(text).spec.parameters).filter(
    each => each.includes('${{') && !each.includes('secrets.'),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

describe('a preview of what a task fills in', () => {
  it.each([
    ...expressions,
    '${{ parameters.empty or "other" }}',
    '${{ parameters.empty or parameters.missing or 3 }}',
    '${{ parameters["name"] + "-ping" + "-x" }}',
    "${{ 'a' if parameters.on and not parameters.off else 'b' }}",
    '${{ parameters.off or false }}',
    '${{ parameters.name == "ping-orders" }}',
    '${{ parameters.name != "ping-orders" }}',
    '${{ parameters.name if parameters.off }}',
    '${{ parameters.deep.er }}',
    '${{ ["a", parameters.name] if parameters.off else ["b"] }}',
    '${{ [("a" + "b"), 3] }}',
    '${{ [] }}',
    '${{ {} }}',
    '${{ { "type": "a", "name": parameters.name } }}',
    '${{ [{ "name": parameters.name }].concat(parameters.parts or []) }}',
    '${{ [1].concat([2]).concat([]) }}',
    'text ${{ parameters.name }} and ${{ parameters.missing }}.',
    'plain',
  ])('is the same for %s', text => {
    for (const answers of [FILLED, { name: 'ping-orders' }])
      expect(renderInput(text, answers)).toEqual(
        renderAsTask(text, answers as never),
      );
  });

  it('keeps the shape and leaves out what has no value', () => {
    const input = {
      topics: [{ name: '${{ parameters.name }}', partitions: 3 }],
      system: '${{ parameters.system }}',
    };
    expect(renderInput(input, FILLED)).toEqual({
      topics: [{ name: 'ping-orders', partitions: 3 }],
    });
  });

  it.each([
    '${{ parameters.name | upper }}',
    '${{ user.entity.metadata.name }}',
    '${{ parameters.name ~ "x" }}',
    '${{ (parameters.name }}',
    '${{ parameters.name parameters.name }}',
    '${{ parameters. }}',
    '${{ parameters[name] }}',
    '${{ ["a" "b"] }}',
    '${{ ["a"].concat(parameters.name) }}',
    '${{ ["a"].concat(["b"] }}',
    '${{ ["a"].length }}',
    '${{ { name: "a" } }}',
    '${{ { "name" "a" } }}',
    '${{ { "name": "a" ]}}',

    '${{ ["a",] }}',
    '${{ ["a" }}',
    '${{ ["a"] + ["b"] }}',
    '${{ "a" + 1 }}',
    '${{ parameters.missing + 1 }}',
    '${{ }}',
  ])('is refused, not guessed, for %s', text => {
    expect(() => renderInput(text, FILLED)).toThrow(NotRendered);
  });
});
