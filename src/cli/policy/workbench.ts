/** What the commands of `sluis policy` share: where the rules lie, OPA, and an answer for people or for machines. */
import { fileURLToPath } from 'node:url'
import { PolicyProblems } from '../../policy/problems.ts'
import { PolicyFault } from '../../policy-port.ts'
import { type CommandIo, EXIT } from '../help.ts'
import { findOpa, type Opa, type OpaSearch } from '../opa.ts'

/** The folder above src or dist, so that a checkout and an installed `sluis` both find their policies. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

export const POLICIES_OPTION = { policies: { type: 'string', default: `${ROOT}policies` } } as const
/** Another compiled bundle than the committed one, and local settings other than those of the default. */
export const BUNDLE_OPTIONS = { bundle: { type: 'string' }, settings: { type: 'string' } } as const
export const JSON_OPTION = { json: { type: 'boolean', default: false } } as const

export type Answer = {
  readonly ok: boolean
  readonly lines: readonly string[]
  /** What a machine reads instead of the lines. */
  readonly document?: unknown
}

/** Exit code 0 or 1. A machine always finds its answer on stdout, a person finds problems on stderr. */
export function give(io: CommandIo, json: boolean, work: () => Answer): number {
  try {
    return written(io, json, work())
  } catch (error) {
    return written(io, json, refusal(error))
  }
}

/** The same for work that waits. undefined: it could not begin, and that was written already; exit code 3. */
export async function giveLater(
  io: CommandIo,
  json: boolean,
  work: () => Promise<Answer | undefined>,
): Promise<number> {
  try {
    const answer = await work()
    return answer ? written(io, json, answer) : EXIT.configuration
  } catch (error) {
    return written(io, json, refusal(error))
  }
}

function written(io: CommandIo, json: boolean, { ok, lines, document }: Answer): number {
  if (json) io.out(`${JSON.stringify(document === undefined ? { ok, lines } : document)}\n`)
  else (ok ? io.out : io.err)(lines.map((line) => `${line}\n`).join(''))
  return ok ? EXIT.ok : EXIT.refused
}

/** What is wrong with the sources, the input or the evaluation is an answer; anything else goes on. */
function refusal(error: unknown): Answer {
  if (error instanceof PolicyProblems) return { ok: false, lines: error.problems }
  if (error instanceof PolicyFault && error.name !== 'BundleFault') return { ok: false, lines: [error.message] }
  throw error
}

/** Whether OPA is here, else the line that says how to get it. */
export function searchOpa(io: CommandIo): OpaSearch {
  return findOpa(ROOT, io.env, (line) => io.err(`${line}\n`))
}

/** undefined: OPA is not here; the line that says how to get it has been written, and the exit code is 4. */
export function opaOrWhy(io: CommandIo): Opa | undefined {
  const search = searchOpa(io)
  if (search.found) return search.opa
  io.err(`${search.why}\n`)
  return undefined
}

/** Of a command that can do without. */
export function opaIfHere(io: CommandIo): Opa | undefined {
  const search = searchOpa(io)
  return search.found ? search.opa : undefined
}
