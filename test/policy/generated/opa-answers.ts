/** The answers of OPA itself to many questions, in one run of it for each entrypoint. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Opa } from '../../../src/cli/opa.ts'
import { opaOutput, readSources } from '../../../src/cli/policy/sources.ts'
import type { Facts } from '../../../src/policy/facts.ts'
import { entrypointOf } from '../../../src/policy/given.ts'
import { ENTRYPOINTS } from '../../../src/policy/output.ts'
import { POLICIES } from '../opa.ts'
import type { Asked } from './weakenings.ts'

const answers = z.object({
  result: z.array(z.object({ bindings: z.object({ at: z.string(), answer: z.unknown() }) })).default([]),
})

/** In the order of the questions; undefined: OPA has no answer. A screened question is asked as `screen`. */
export function answersOfOpa(opa: Opa, facts: Facts, asked: readonly Asked[]): unknown[] {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-generated-'))
  try {
    const tables = join(folder, 'data.json')
    writeFileSync(tables, JSON.stringify({ facts }))
    const data = [...readSources(POLICIES).rules, tables].flatMap((file) => ['-d', file])
    const found = new Map<string, unknown>()
    for (const entrypoint of ENTRYPOINTS) {
      const those = asked.flatMap((one, at) =>
        entrypointOf(one.input) === entrypoint ? [[String(at), one] as const] : [],
      )
      const rule = `data.${entrypoint.replace('/', '.')}`
      const query = `answer := ${rule} with input as input[at].input with data.settings as input[at].settings`
      const args = ['eval', '-f', 'json', ...data, '-I', query]
      const output = opaOutput(opa, POLICIES, args, JSON.stringify(Object.fromEntries(those)))
      for (const { bindings } of answers.parse(JSON.parse(output)).result) found.set(bindings.at, bindings.answer)
    }
    return asked.map((_, at) => found.get(String(at)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
