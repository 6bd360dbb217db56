/** Who reads what a command writes may stop before the end, as `head` does: it ends then, and tells nobody. */
import { EXIT } from './help.ts'

/** For the whole process, before anything is written. Not all of it was told, so the exit code is never that of success. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      process.exit(EXIT.unavailable)
    })
  }
}
