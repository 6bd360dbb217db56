#!/usr/bin/env node
/** `sluis`: the command line. Everything it can do stands in src/cli/dispatch.ts. */
import { dispatch } from './cli/dispatch.ts'
import { EXIT } from './cli/help.ts'

// Who reads may stop before the end, as `head` does. Then nobody is left to tell anything.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(EXIT.unavailable)
  })
}

process.exitCode = await dispatch(process.argv.slice(2))
