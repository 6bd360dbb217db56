/** Doing something again whenever a file of a folder changes. */
import { watch } from 'node:fs'

/** Editors write in several steps: what comes within this time is one change. */
const SETTLE_MS = 150

/** `work` runs once for every burst of changes to files that `concerns`. Resolves when `until` aborts. */
export function onChange(
  folder: string,
  concerns: (file: string) => boolean,
  work: () => void,
  until: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    let pending: NodeJS.Timeout | undefined
    const watcher = watch(folder, { recursive: true }, (_, file) => {
      if (file === null || !concerns(file.replaceAll('\\', '/'))) return
      clearTimeout(pending)
      pending = setTimeout(work, SETTLE_MS)
    })
    const stop = () => {
      clearTimeout(pending)
      watcher.close()
      resolve()
    }
    if (until.aborted) stop()
    else until.addEventListener('abort', stop, { once: true })
  })
}
