/** Height of every element in tests, in pixels. */
const HEIGHT = 140;

/** The test browser lays nothing out; rows are drawn only where there is height. */
export function giveLayout(): void {
  const sizes = {
    offsetHeight: HEIGHT,
    offsetWidth: 1_100,
    clientHeight: HEIGHT,
  };
  for (const [name, value] of Object.entries(sizes)) {
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get: () => value,
    });
  }
  // No canvas either; the accessibility check asks for one and lives without.
  HTMLCanvasElement.prototype.getContext = () => null;
}
