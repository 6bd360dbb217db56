/** `sluis policy matrix`: norm, article, rule, tests, cases, seen in the log; and the norms that are not there or not shown. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { LIMITS } from '../../limits.ts'
import { parsed } from '../../policy/given.ts'
import { SHOWN_FILE } from '../../policy/shown.ts'
import { type CommandIo, EXIT, EXIT_HELP, UsageError } from '../help.ts'
import { openBundle } from './bundle.ts'
import { readDefault, readJson } from './given.ts'
import { LOG_HELP, LOG_OPTIONS, type Log, withLog } from './log.ts'
import { csvOf, type Ids, markdownOf, matrixOf, missingIn, type Row, unshownIn } from './norm-matrix.ts'
import { readTests } from './norm-tests.ts'
import { readCases } from './read-cases.ts'
import { writeShown } from './shown.ts'
import { readSources } from './sources.ts'
import { giveLater, JSON_OPTION, POLICIES_OPTION } from './workbench.ts'

export const MATRIX_HELP = `sluis policy matrix [--csv | --json] [--allow-missing] [--write] [--data-dir <map> ...] [--policies <map>]

Zegt van elke norm van policies/norm-ids.json welk artikel zij is, waar de regel staat, welke tests en casussen haar noemen, in
hoeveel rijen van policies/cases/norms zij spreekt en zwijgt, en met een log hoe vaak zij sprak. Leest de gecompileerde bundel:
bouw eerst. Zonder OPA.
Says of each norm of policies/norm-ids.json which article it is, where the rule stands, which tests and cases name it, in how
many rows of policies/cases/norms it speaks and is silent, and with a log how often it spoke. Reads the compiled bundle: build
first. Without OPA.

  --csv                   CSV in plaats van / instead of Markdown
  --json                  voor machines / machine readable
  --allow-missing         een norm die ontbreekt is geen fout / a norm that is missing is no failure
  --write                 schrijft ook / writes too: policies/${SHOWN_FILE}, voor / for GET /v1/norms/{id}
  --policies <map>        een andere map / another folder

Gezien in het log, door de organisatie van het token / seen in the log, by the organisation of the token:
${LOG_HELP}
1: een norm ontbreekt, staat in geen lijst, of spreekt of zwijgt in geen rij /
   a norm is missing, stands in no list, or speaks or is silent in no row
${EXIT_HELP}`

const OPTIONS = {
  ...POLICIES_OPTION,
  ...JSON_OPTION,
  ...LOG_OPTIONS,
  csv: { type: 'boolean', default: false },
  'allow-missing': { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
} as const

/** The matrix goes to stdout also when it has holes; those stand on stderr as well. */
export async function matrixCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  const { policies, csv, json } = values
  if (csv && json) throw new UsageError('--csv, --json')
  return giveLater(io, false, async () => {
    const bundleDir = join(policies, 'bundle')
    const seen = values['data-dir'] === undefined ? null : await withLog(io, values, bundleDir, spokenIn)
    if (seen === undefined) return undefined
    const ids = readIds(policies)
    const rows = matrixFor(policies, ids, seen)
    if (values.write) writeShown(policies, rows)
    io.out(json ? `${JSON.stringify(rows)}\n` : csv ? csvOf(rows) : markdownOf(rows, ids))
    const holes = [...(values['allow-missing'] ? [] : missingIn(rows)), ...unshownIn(rows)]
    return { ok: holes.length === 0, lines: holes }
  })
}

const idsSchema = z.strictObject({
  about: z.strictObject({ nl: z.string(), en: z.string() }),
  norms: z.record(z.string(), z.array(z.string())),
  conventions: z.record(z.string(), z.array(z.string())),
})

/** Ids of the norms that must be there. Throws PolicyProblems. */
export function readIds(policies: string): Ids {
  const name = 'norm-ids.json'
  const { norms, conventions } = parsed(idsSchema, name, readJson(join(policies, name), name))
  return { norms: Object.values(norms).flat(), conventions: Object.values(conventions).flat() }
}

/** A command that wrote the bundle, and then what shows its norms. */
export function withShown(build: (args: readonly string[], io: CommandIo) => Promise<number>): typeof build {
  return async (args, io) => {
    const code = await build(args, io)
    if (code !== EXIT.ok) return code
    const { values } = parseArgs({ args: [...args], options: { ...POLICIES_OPTION, ...JSON_OPTION } })
    // The bundle stands; a case that is wrong is told here, and `test` tells it again.
    return giveLater({ ...io, out: () => {} }, false, async () => {
      writeShown(values.policies, matrixFor(values.policies, readIds(values.policies), null))
      return { ok: true, lines: [] }
    })
  }
}

/** Throws PolicyProblems, StartFailure or BundleFault. */
function matrixFor(policies: string, ids: Ids, seen: ReadonlyMap<string, number> | null): Row[] {
  const { manifest, facts } = openBundle(join(policies, 'bundle'), {})
  return matrixOf({
    ids: [...ids.norms, ...ids.conventions],
    norms: manifest.norms,
    tests: readTests(readSources(policies)),
    cases: readCases(policies, readDefault(policies), facts),
    lies: (rule) => existsSync(join(policies, rule)),
    seen,
  })
}

const pageSchema = z.looseObject({
  items: z.array(z.looseObject({ norms: z.array(z.string()) })),
  next: z.string().nullable(),
})

/** Decisions in which each norm spoke, page by page; every page is a look that is logged. Throws PolicyProblems. */
export async function spokenIn({ read }: Pick<Log, 'read'>): Promise<ReadonlyMap<string, number>> {
  const seen = new Map<string, number>()
  let cursor: string | null = null
  do {
    const query = { limit: String(LIMITS.pageItems), ...(cursor === null ? {} : { cursor }) }
    const page: z.infer<typeof pageSchema> = parsed(pageSchema, 'log', await read('', query))
    for (const norm of page.items.flatMap((item) => item.norms)) seen.set(norm, (seen.get(norm) ?? 0) + 1)
    cursor = page.next
  } while (cursor !== null)
  return seen
}
