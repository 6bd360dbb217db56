#!/usr/bin/env node
/** `sluis`: the command line. Everything it can do stands in src/cli/dispatch.ts. */
import { dispatch } from './cli/dispatch.ts'
import { endWithReader } from './cli/reader-gone.ts'

endWithReader()
process.exitCode = await dispatch(process.argv.slice(2))
