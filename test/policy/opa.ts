/** OPA for tests: at hand, or one line that says how to get it. In CI its absence is a failure, never a skip. */
import { fileURLToPath } from 'node:url'
import { findOpa, type Opa } from '../../src/cli/opa.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
export const POLICIES = fileURLToPath(new URL('../../policies', import.meta.url))

/** Every test file that compiles rules asks; one of them tells, so that a run says it once. */
export function opaAtHand(tell = false): Opa | undefined {
  const search = findOpa(ROOT, process.env, (line) => process.stderr.write(`${line}\n`))
  if (search.found) return search.opa
  if (process.env.CI === 'true') throw new Error(search.why)
  if (tell) process.stderr.write(`The Rego sources are not compiled or tested in this run. ${search.why}\n`)
  return undefined
}
