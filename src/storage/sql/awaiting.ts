/** What waits for somebody else, for its asker: looks along indexes, whatever the log holds. Pure. */
import type { Awaiting } from '../../domain/awaited.ts'
import { scopeSchema } from '../../domain/case.ts'
import type { AwaitingOf } from '../../inquiry-port.ts'
import type { Step } from './statement.ts'

type AwaitsRow = {
  inquiryId: string
  caseId: string | null
  place: number
  attestation: string
  about: string
  role: string
}
type JudgedRow = { inquiryId: string; place: number; scope: string; outcome: string; at: string }

/** All in one snapshot. Of judgements that are alike only the last is there. */
export function awaitingSteps(oin: string, person: string, of: AwaitingOf, now: string) {
  const own = ownWaiting(oin, person, of, now)
  const awaits: Step<AwaitsRow> = {
    sql: `select a.inquiry_id as inquiryId, i.case_id as caseId, a.place, a.attestation, a.about, a.role
      from ${own.sql} as i cross join awaited as a on a.inquiry_id = i.id
      order by a.inquiry_id, a.place, a.role`,
    values: own.values,
  }
  return [awaits, judgedStep(own, IN_CASE, now), judgedStep(own, IN_ORGANISATION, now)] as const
}

/** Of which of the newest so many something was judged since, in one of two places: an index look for each that waits. */
export function judgedSinceSteps(oin: string, person: string, newest: number, now: string) {
  const own = ownWaiting(oin, person, { newest }, now)
  return [IN_CASE, IN_ORGANISATION].map(
    (place): Step<{ id: string }> => ({
      sql: `select distinct a.inquiry_id as id ${judged(own, place)}`,
      values: [...own.values, now.slice(0, 10)],
    }),
  )
}

function judgedStep(own: Step, place: string, now: string): Step<JudgedRow> {
  return {
    sql: `select a.inquiry_id as inquiryId, a.place, t.scope, t.outcome, max(t.at) as at ${judged(own, place)}
      group by a.inquiry_id, a.place, t.scope, t.outcome`,
    values: [...own.values, now.slice(0, 10)],
  }
}

/** Where judgements stand, each one stretch of an index: in two places at once all of the organisation would be looked at. */
const IN_CASE = 't.case_id = i.case_id'
const IN_ORGANISATION = 't.case_id is null'

/** Cross joins keep the order: what somebody asked is little, what was judged is much. */
function judged(own: Step, place: string): string {
  return `from ${own.sql} as i cross join awaited as a on a.inquiry_id = i.id
      cross join attestations as t on t.oin = i.oin and ${place} and t.type = a.attestation
      where t.withdrawn_by is null and t.at > i.updated_at and t.given_by <> i.person
        and (t.valid_until is null or t.valid_until >= ?)`
}

/** The status stands in the statement itself: only so does the index of what waits of somebody serve it. */
function ownWaiting(oin: string, person: string, of: AwaitingOf, now: string): Step {
  const [which, value] =
    'ids' in of
      ? ['and id in (select value from json_each(?))', JSON.stringify(of.ids)]
      : ['order by id desc limit ?', of.newest]
  return {
    sql: `(select id, oin, person, case_id, updated_at from inquiries where status = 'waiting' and person = ? and oin = ?
      and (expires_at is null or expires_at > ?) ${which})`,
    values: [person, oin, now, value],
  }
}

export function awaitingOf(
  awaits: readonly AwaitsRow[],
  ...judged: readonly (readonly JudgedRow[])[]
): readonly Awaiting[] {
  const found = new Map<string, Awaiting & { roles: string[]; judged: Awaiting['judged'][number][] }>()
  const placeOf = ({ inquiryId, place }: { inquiryId: string; place: number }) => `${inquiryId}/${place}`
  for (const { role, about, ...row } of awaits) {
    const known = found.get(placeOf(row))
    if (known) known.roles.push(role)
    else found.set(placeOf(row), { ...row, about: JSON.parse(about), roles: [role], judged: [] })
  }
  for (const { scope, outcome, at, ...row } of judged.flat()) {
    found.get(placeOf(row))?.judged.push({ scope: scopeSchema.parse(JSON.parse(scope)), outcome, at })
  }
  return [...found.values()]
}
