/** A mistake that the person at the terminal can mend: shown as its message alone, never with a stack. */
export class LaunchError extends Error {
  override name = 'LaunchError';
}
