/** `sluis policy test`: the Rego tests, over the real tables; with coverage, every line of every rule must be reached. */
import { z } from 'zod'
import type { Opa } from '../opa.ts'
import { lines, readSources } from './sources.ts'

export type Tested = { readonly passed: boolean; readonly lines: readonly string[] }

export function testPolicies(opa: Opa, folder: string): Tested {
  const done = opa.run(['test', ...testArgs(folder)], { cwd: folder })
  return { passed: done.code === 0, lines: lines(`${done.stdout}\n${done.stderr}`) }
}

const reportSchema = z.object({
  coverage: z.number(),
  files: z.record(
    z.string(),
    z.object({ not_covered: z.array(z.object({ start: z.object({ row: z.number() }) })).optional() }),
  ),
})

/** Lines of rules that no test reaches, as `file:line`. Run the tests first: a failing test is reported there. */
export function uncoveredLines(opa: Opa, folder: string): string[] {
  const done = opa.run(['test', '--coverage', '-f', 'json', ...testArgs(folder)], { cwd: folder })
  if (done.code !== 0) return lines(done.stderr)
  const { files } = reportSchema.parse(JSON.parse(done.stdout))
  const { rules } = readSources(folder)
  return rules.flatMap((file) => {
    const report = files[file]
    // A file that the report leaves out has no rule that was ever looked at.
    if (!report) return [`${file}: no test reaches it`]
    const rows = new Set((report.not_covered ?? []).map((range) => range.start.row))
    return [...rows].sort((a, b) => a - b).map((row) => `${file}:${row}: no test reaches this line`)
  })
}

function testArgs(folder: string): string[] {
  const sources = readSources(folder)
  return [...sources.rules, ...sources.tests, ...sources.tables]
}
