/** Waiting on purpose: for others who want the thread, and for work that may never end. */

/** Between two stretches of long work, whoever else waits for the thread goes first. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Resolves after so long, and leaves the thread to others until then. */
export function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Resolves when the work ends, well or not, and after so long at the most: it may wait for a disk that does not answer. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([work.catch(() => undefined), late])
  clearTimeout(timer)
}
