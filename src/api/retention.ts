/**
 * /v1/retention: what is kept, until when and why, case by case and day by day. Looking has a purpose, is decided by policy,
 * and is logged; a case one has no part in is not there.
 */
import { type Context, Hono } from 'hono'
import { mayRead } from '../acts.ts'
import type { Caller } from '../domain/caller.ts'
import type { Attestation } from '../domain/case.ts'
import { dayJudgements } from '../erasure/due.ts'
import { type Finding, findingOfCase, findingOfDay } from '../erasure/finding.ts'
import { dayOfScope, nameOf } from '../erasure/scopes.ts'
import { ok, type Result } from '../errors.ts'
import { flat, oneAtATime } from './alone.ts'
import { type AppPorts, answer, callerOf, queryOf } from './context.ts'
import { readingLog } from './log-reading.ts'
import { ID, pageOf, readable, type Wanted, wantedBy } from './paging.ts'
import { retentionQuerySchema } from './queries.ts'
import { retentionView } from './retention-view.ts'

/** Cases first, newest first, by their id; then days, by the scope of their key. */
const KEY = new RegExp(`${ID.source}|^day:[0-9]{20}:[0-9]{4}-[0-9]{2}-[0-9]{2}:[ -~]{1,64}$`)

export function retentionRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const alone = oneAtATime()

  app.get('/', (c) =>
    answer(c, async () => {
      const caller = await callerOf(ports, c)
      if (!caller.ok) return caller
      const query = queryOf(c, retentionQuerySchema)
      if (!query.ok) return query
      const wanted = wantedBy(query.value, KEY)
      if (!wanted.ok) return wanted
      // The place first: a look that is turned away as one too many was none.
      const shown = await alone(c, caller.value, async () => {
        const content = { retention: true }
        const refused = await readingLog(ports, c, caller.value, query.value.readingPurpose, 'retention', content)
        return refused ? ok(refused) : shownPage(c, wanted.value, await listed(caller.value, wanted.value))
      })
      return flat(shown)
    }),
  )

  /** One more than a page holds, as any list. */
  async function listed(caller: Caller, { after, count }: Wanted): Promise<readonly Finding[]> {
    const now = ports.clock()
    const judgements = await dayJudgements(ports, caller.oin)
    const cases = after?.startsWith('day:')
      ? []
      : await ofCases(caller, { after, count }, judgements.ofOrganisation, now)
    if (cases.length >= count) return cases
    const days = (await ports.keys.scopes())
      .flatMap((scope) => dayOfScope(scope) ?? [])
      .filter((target) => target.oin === caller.oin && (!after?.startsWith('day:') || nameOf(target) > after))
      .slice(0, count - cases.length)
    return [...cases, ...days.map((target) => findingOfDay(ports, target, judgements, now))]
  }

  async function ofCases(
    caller: Caller,
    wanted: Wanted,
    judgements: readonly Attestation[],
    now: Date,
  ): Promise<readonly Finding[]> {
    const mine = await readable(wanted, {
      list: (after, count) => ports.cases.list(caller.oin, after, count),
      alike: ({ facts }) => JSON.stringify(facts),
      may: (value) => mayRead(ports, caller, { value, subjects: [], attestations: [] }),
    })
    const found: Finding[] = []
    for (const { id } of mine) {
      const held = await ports.cases.find(caller.oin, id)
      if (held) found.push(findingOfCase(ports, held.value, [...held.attestations, ...judgements], now))
    }
    return found
  }

  function shownPage(c: Context, wanted: Wanted, found: readonly Finding[]): Result<Response> {
    return ok(pageOf(c, wanted, found, { key: keyOf, items: (rows) => rows.map((one) => retentionView(ports, one)) }))
  }

  return app
}

function keyOf({ target }: Finding): string {
  return target.kind === 'case' ? target.caseId : nameOf(target)
}
