import { writeFileSync } from 'node:fs';
import {
  DEFINITIONS,
  renderDefinitions,
  yamlPathOf,
} from './lib/platform/definitions.mjs';

// Writes the YAML of each ComponentDefinition from its CUE.
renderDefinitions().forEach((text, i) =>
  writeFileSync(yamlPathOf(DEFINITIONS[i]), text),
);
