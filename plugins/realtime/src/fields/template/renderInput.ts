import { evaluate, type Answers } from './evaluate';

/** The whole text is one expression, whose value keeps its type. */
const ALONE = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s;

const PART = /\$\{\{((?:(?!\}\}).)*)\}\}/gs;

/** Nesting of an input; those of actions have about six levels. */
const MAX_DEPTH = 20;

/**
 * The input of an action with the answers of the form filled in, as the task
 * does it: what has no value is left out. Throws NotRendered for expressions
 * that only a task can compute.
 */
export function renderInput(
  input: unknown,
  answers: Answers,
  depth = 0,
): unknown {
  if (typeof input === 'string') return renderText(input, answers);
  if (typeof input !== 'object' || input === null || depth >= MAX_DEPTH)
    return input;
  if (Array.isArray(input))
    return input.map(each => renderInput(each, answers, depth + 1));
  return Object.fromEntries(
    Object.entries(input)
      .map(([key, value]) => [key, renderInput(value, answers, depth + 1)])
      .filter(([, value]) => value !== undefined),
  );
}

function renderText(text: string, answers: Answers): unknown {
  const alone = ALONE.exec(text);
  if (alone) return evaluate(alone[1], answers);
  return text.replace(PART, (_, expression: string) =>
    String(evaluate(expression, answers) ?? ''),
  );
}
