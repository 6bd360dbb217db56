/**
 * GET /v1/judgements: what waits for a judgement that the caller may give, with the grounds of who asked beside what must be
 * judged. One item for each judgement of each inquiry: the grounds are of that inquiry, and a page that is passed stays as it
 * was while others come. Those alike in type, scope and case are given at once; `_preview` says for which inquiries. Nobody
 * sees here what they asked themselves. Never a value, never who it is about but by the key that a judgement must name.
 */
import { Hono } from 'hono'
import type { z } from 'zod'
import { idsCalled } from '../cases/reference.ts'
import type { AwaitedFilter, AwaitedKey } from '../domain/awaited.ts'
import type { Caller } from '../domain/caller.ts'
import { canonicalText } from '../domain/canonical.ts'
import type { Attestation } from '../domain/case.ts'
import { holdingAsked } from '../domain/holding.ts'
import { no, ok } from '../errors.ts'
import type { Awaited as AwaitedRow } from '../inquiry-port.ts'
import { openParts } from '../log/entry.ts'
import { partOf } from '../log/parts.ts'
import { turn } from '../log/turn.ts'
import type { InquiryRow } from '../ports.ts'
import { missingOf } from '../steps/respond.ts'
import { oneAtATime } from './alone.ts'
import { type AppPorts, answer, callerOf, queryOf } from './context.ts'
import type { AwaitedJudgement } from './documents-judging.ts'
import { alike, mayJudge } from './judgeable.ts'
import { look } from './looking.ts'
import { pageOf, readable, type Wanted, wantedBy } from './paging.ts'
import { judgementQuerySchema } from './queries.ts'

/** Sort key of the list: an inquiry, and which of the judgements that it waits for. */
const PLACE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/\d{1,4}$/
const NOT_FOR_ROLES = {
  nl: 'Oordelen is niet voor de rollen van deze vrager',
  en: 'Judging is not for the roles of this caller',
}
type Listed = AwaitedRow & { readonly id: string }
type Item = Omit<AwaitedJudgement, 'givenAt'>
type Filter = Omit<AwaitedFilter, 'roles' | 'notOf' | 'after' | 'count'> & { readonly inquiry?: string }

export function judgementRoutes(ports: AppPorts): Hono {
  const app = new Hono()
  const alone = oneAtATime()

  app.get('/', (c) =>
    answer(c, async () => {
      const known = await callerOf(ports, c)
      if (!known.ok) return known
      const caller = known.value
      const query = queryOf(c, judgementQuerySchema)
      if (!query.ok) return query
      const wanted = wantedBy(query.value, PLACE)
      if (!wanted.ok) return wanted
      const found = await alone(c, caller, () => listed(caller, filterOf(query.value), wanted.value))
      if (!found.ok) return found
      const shown = found.value.slice(0, wanted.value.count - 1)
      const inquiries = [...new Set(shown.map(({ row }) => row.id))]
      const at = {
        held: null,
        input: { kind: 'read', resource: 'judgements' },
        content: { listed: 'judgements', inquiries },
      } as const
      const seen = await look(ports, c, caller, at)
      if (!seen.ok) return seen
      if (!seen.value.permitted) return no('forbidden', { detail: NOT_FOR_ROLES })
      const items = await itemsOf(caller, shown)
      return ok(
        pageOf(c, wanted.value, found.value, {
          key: ({ id }) => id,
          items: (rows) => rows.flatMap(({ id }) => items.get(id) ?? []),
        }),
      )
    }),
  )

  function listed(caller: Caller, { inquiry, ...filter }: Filter, wanted: Wanted): Promise<Listed[]> {
    // Those of one inquiry stand beside each other: what comes before the first of them is passed by.
    const before = inquiry === undefined ? null : { inquiryId: inquiry, place: -1 }
    const now = ports.clock().toISOString()
    const { roles, person: notOf } = caller
    return readable<Listed>(wanted, {
      list: async (after, count) => {
        // Many may wait for others with the same role.
        await turn()
        const behind = after === null ? before : keyOf(after)
        const asked = { ...filter, roles, notOf, count, ...(behind === null ? {} : { after: behind }) }
        const rows = await ports.inquiries.awaited(caller.oin, asked, now)
        const wantedRows = rows.filter(({ row }) => inquiry === undefined || row.id === inquiry)
        return wantedRows.map((one) => ({ ...one, id: `${one.row.id}/${one.place}` }))
      },
      alike,
      may: (one) => mayJudge(ports, caller, one),
    })
  }

  /** By the id of each in the list; what cannot be opened any more is not there. Several of one inquiry stand beside each other. */
  async function itemsOf(caller: Caller, rows: readonly Listed[]): Promise<ReadonlyMap<string, AwaitedJudgement>> {
    const items = new Map<string, AwaitedJudgement>()
    const judged = new Map<string | null, readonly Attestation[]>()
    /** Judgements of the place where this one belongs. */
    const judgedAt = async ({ oin }: Caller, { level, caseId }: Item): Promise<readonly Attestation[]> => {
      const place = level === 'case' ? caseId : null
      const given =
        judged.get(place) ??
        (place === null
          ? await ports.cases.organisationAttestations(oin)
          : ((await ports.cases.find(oin, place))?.attestations ?? []))
      judged.set(place, given)
      return given
    }
    let last: { readonly id: string; readonly opened: Opened | undefined } | undefined
    for (const one of rows) {
      if (last?.id !== one.row.id) last = { id: one.row.id, opened: await opened(caller, one.row) }
      const item = last.opened && itemOf(last.opened, one)
      if (item) items.set(one.id, { ...item, givenAt: givenSince(await judgedAt(caller, item), item, one.row) })
    }
    return items
  }

  type Opened = NonNullable<Awaited<ReturnType<typeof opened>>>
  /** What was asked, as the log has it: there nobody is but by a pseudonym. undefined: erased. */
  async function opened(caller: Caller, row: InquiryRow) {
    const entry = await ports.ledger.entry(row.decisions.at(-1) ?? row.id)
    const parts = entry && (await openParts(ports, entry, ['caller', 'request', 'grounds', 'decision']))
    const request = parts && partOf(parts, 'request')
    const decision = parts && partOf(parts, 'decision')
    if (!parts || !request || !decision) return undefined
    const asker = partOf(parts, 'caller')
    const fields = await fieldsOf(caller, row.source, request.fields)
    return { request, asker, fields, grounds: partOf(parts, 'grounds'), missing: missingOf(ports, decision.missing) }
  }

  function itemOf({ request, asker, fields, grounds, missing }: Opened, { id, row, ...one }: Listed): Item | null {
    const wanted = missing[one.place]
    const type = ports.facts.attestations[one.attestation]
    if (!type || wanted?.attestation !== one.attestation) return null
    const { level, outcomes, tests, details } = type
    return {
      id,
      ...wanted,
      level,
      outcomes,
      tests,
      details,
      caseId: row.caseId,
      inquiry: {
        id: row.id,
        askedAt: row.createdAt,
        waitsSince: row.updatedAt,
        expiresAt: row.expiresAt,
        regime: request.regime,
        purpose: row.purpose,
        task: request.task,
        legalBasis: request.legalBasis,
        source: row.source,
        mode: request.mode,
        subjectType: request.subjectType,
        fields,
        recipient: request.recipient,
        asker: asker ? { organ: asker.organ, department: asker.department } : null,
        grounds: {
          necessity: grounds?.necessity ?? '',
          proportionality: grounds?.proportionality ?? '',
          subsidiarity: grounds?.subsidiarity ?? '',
        },
      },
    }
  }

  /** By name and class, of a dataset of the catalogue or of what is held. */
  async function fieldsOf({ oin }: Caller, source: string, names: readonly string[]) {
    const { sources, categories } = ports.facts
    const id = holdingAsked(source)
    const known = id === null ? sources[source]?.fields : (await ports.cases.holding(oin, id))?.value.facts.fields
    return names.map((name) => {
      const category = known && Object.hasOwn(known, name) ? (known[name]?.category ?? null) : null
      return { name, category, class: (category === null ? null : categories[category]?.class) ?? null }
    })
  }

  return app
}

/**
 * When somebody gave one like it, by its type and scope, after it was asked last: it waits for the asker to ask again, who
 * then hears whether that was enough. What the asker gave is for nobody's own question.
 */
function givenSince(judged: readonly Attestation[], { attestation, scope }: Item, row: InquiryRow): string | null {
  const alike = judged.filter(
    (one) =>
      one.type === attestation &&
      one.withdrawnBy === null &&
      one.at > row.updatedAt &&
      one.by !== row.person &&
      canonicalText(one.scope) === canonicalText(scope),
  )
  return alike.at(-1)?.at ?? null
}

function filterOf({ type, caseId, reference, expiresBefore, inquiry }: z.infer<typeof judgementQuerySchema>): Filter {
  const caseIds = reference === undefined ? null : idsCalled(reference)
  return {
    ...(type ? { attestation: type } : {}),
    ...(caseId ? { caseId } : {}),
    ...(caseIds ? { caseIds } : {}),
    ...(expiresBefore ? { expiresBefore: new Date(expiresBefore).toISOString() } : {}),
    ...(inquiry ? { inquiry } : {}),
  }
}

function keyOf(id: string): AwaitedKey {
  const [inquiryId = '', place] = id.split('/')
  return { inquiryId, place: Number(place) }
}
