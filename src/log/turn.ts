/** Between two stretches of long work, whoever else waits for the thread goes first. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
