/**
 * Sets all outputs of a step at once, so that none is forgotten: `Outputs` is
 * what the action declares.
 */
export function setOutputs<Outputs extends object>(
  context: {
    output<Name extends keyof Outputs>(name: Name, value: Outputs[Name]): void;
  },
  outputs: Outputs,
): void {
  for (const name of Object.keys(outputs) as (keyof Outputs)[])
    context.output(name, outputs[name]);
}
