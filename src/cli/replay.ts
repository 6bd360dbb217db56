/** `sluis replay`: decisions of a log evaluated again, each under the policy that it names. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { replaySchema } from '../api/documents-decision.ts'
import { LIMITS } from '../limits.ts'
import { PolicyProblems } from '../policy/problems.ts'
import { type CommandIo, EXIT_HELP, PROCESS, UsageError } from './help.ts'
import { LOG_HELP, LOG_OPTIONS, type Log, withLog } from './policy/log.ts'
import { type Answer, giveLater, JSON_OPTION, POLICIES_OPTION } from './policy/workbench.ts'

export const REPLAY_HELP = `sluis replay <beslissing-id> | --from <moment> [--until <moment>] [--json]

Rekent beslissingen, handelingen en inzages opnieuw uit: wat is vastgelegd, onder het beleid van toen, moet byte voor byte
geven wat is besloten. Wat gewist is, heet gewist en is geen fout.
Evaluates decisions, acts and reads again: what was recorded, under the policy of that time, must give byte for byte what
was decided. What was erased is called erased, and is no error.

  --from, --until <moment>  2026-11-01T00:00:00Z; het eind is anders nu / the end is now, otherwise
${LOG_HELP}  --policies <map>        een andere map / another folder
  --json                  voor machines / machine readable

0: alles gelijk, of gewist / all the same, or erased
1: iets verschilt, is gewijzigd, of het beleid van toen ontbreekt / something differs, was altered, or its policy is missing
${EXIT_HELP}`

const OPTIONS = {
  ...LOG_OPTIONS,
  ...POLICIES_OPTION,
  ...JSON_OPTION,
  from: { type: 'string' },
  until: { type: 'string' },
} as const
const moment = z.iso.datetime({ offset: true })
const pageSchema = z.object({ items: z.array(replaySchema), next: z.string().nullable() })
type Replayed = z.infer<typeof replaySchema>

const GOOD: readonly string[] = ['same', 'erased']
const WORDS: Readonly<Record<Replayed['result'], string>> = {
  same: 'gelijk / the same',
  erased: 'gewist / erased',
  differs: 'verschilt / differs',
  'policy-unknown': 'beleid van toen ontbreekt / its policy is missing',
  altered: 'gewijzigd / altered',
}

export async function replayCommand(args: readonly string[], io: CommandIo = PROCESS): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  const { from, until, json, policies } = values
  const [id, ...others] = positionals
  if (others.length > 0 || (id === undefined) === (from === undefined)) throw new UsageError('<beslissing-id> | --from')
  for (const given of [from, until]) {
    if (given !== undefined && !moment.safeParse(given).success) throw new UsageError(`--from, --until: ${given}`)
  }
  return giveLater(io, json, () =>
    withLog(io, values, join(policies, 'bundle'), async (log) =>
      answerOf(
        id === undefined
          ? await period(log, String(from), until ?? log.ports.clock().toISOString())
          : [shaped(replaySchema, await log.read(`/${id}/replay`))],
      ),
    ),
  )
}

async function period(log: Log, from: string, until: string): Promise<Replayed[]> {
  const all: Replayed[] = []
  let cursor: string | null = null
  do {
    const asked: unknown = await log.post('/_replay', {
      from,
      until,
      limit: LIMITS.pageItems,
      ...(cursor === null ? {} : { cursor }),
    })
    const { items, next } = shaped(pageSchema, asked)
    all.push(...items)
    cursor = next
  } while (cursor !== null)
  return all
}

function answerOf(all: readonly Replayed[]): Answer {
  const bad = all.filter(({ result }) => !GOOD.includes(result))
  const counts = Object.entries(WORDS).flatMap(([result, words]) => {
    const count = all.filter((one) => one.result === result).length
    return count > 0 ? [`${count} ${words}`] : []
  })
  const lines = bad.map(({ id, at, policy, result }) => `${id} ${at} ${policy}: ${WORDS[result]}`)
  return {
    ok: bad.length === 0,
    lines: [...lines, counts.join(', ') || 'niets in deze periode / nothing in this period'],
    document: { ok: bad.length === 0, decisions: all },
  }
}

function shaped<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new PolicyProblems(['log: an answer of another shape'])
}
