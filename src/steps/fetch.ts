/**
 * fetch: Recorded permit -> source records. The permit is the only key that opens a source; what is read under it is
 * what the decision lets go and the control fields, checked against the catalogue before anything else sees it.
 */
import type { SourceRecord } from '../domain/disclosure.ts'
import type { Holding } from '../domain/holding.ts'
import { traceparent } from '../domain/trace.ts'
import { no, type Problem } from '../errors.ts'
import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import type { CatalogueSource, Facts } from '../policy/facts.ts'
import type { CaseRegister } from '../ports.ts'
import { SourceFailure, type Sources } from '../source-port.ts'
import { selectRecords, wantedPaths } from '../sources/catalogue.ts'
import { catalogueOf, type HeldRecords, heldRecords } from '../sources/held.ts'
import type { RecordedPermit } from './record.ts'

export type FetchPorts = {
  readonly sources: Pick<Sources, 'find'>
  readonly facts: Pick<Facts, 'sources'>
  readonly cases: Pick<CaseRegister, 'holding'>
  readonly observe: Observer
}

/** What the source knows, by catalogue names; control fields are in it and leave only if the decision names them. */
export type Fetched = {
  readonly permit: RecordedPermit
  readonly source: CatalogueSource
  readonly records: readonly SourceRecord[]
  /** Which part of a holding each record is; null: they come from a dataset. */
  readonly held: HeldRecords | null
}

/** `failure` is for operators; the caller learns only whether asking again later may help. */
export type FetchResult =
  | { readonly ok: true; readonly value: Fetched }
  | { readonly ok: false; readonly problem: Problem; readonly failure: SourceFailure['kind'] }

export async function fetchRecords(ports: FetchPorts, permit: RecordedPermit): Promise<FetchResult> {
  const { caller, inquiry, decision } = permit
  if (decision.outcome !== 'permit') throw new Error('fetch without a permit')
  const source = Object.hasOwn(ports.facts.sources, inquiry.source) ? ports.facts.sources[inquiry.source] : undefined
  const connector = ports.sources.find(caller.oin, inquiry.source)
  try {
    if (permit.register.holding) return { ok: true, value: await fromHolding(ports, permit, permit.register.holding) }
    // Who is called was numbered when it was recorded: a call without its number is made to nobody.
    if (!source || !connector || !permit.call) throw new SourceFailure('not-connected')
    const asked = goingFields(permit, source)
    const records = await connector.fetch({
      source: inquiry.source,
      oin: caller.oin,
      identifier: inquiry.subject?.identifier ?? null,
      fields: wantedPaths(source, asked),
      decisionId: decision.id,
      number: permit.call.number,
      traceparent: traceparent(permit.trace),
      // The guard of the source sets the time; a caller that hangs up does not make a recorded permit undone.
      signal: new AbortController().signal,
    })
    return { ok: true, value: { permit, source, records: selectRecords(source, asked, records), held: null } }
  } catch (error) {
    // An adapter that throws something else is a bug of ours; what it threw may quote the source, so it stops here.
    const failure = error instanceof SourceFailure ? error.kind : 'malformed'
    ports.observe({ type: 'fault', where: 'fetch', code: failure })
    return { ...problemOf(failure), failure }
  }
}

/** What is held already is read from the register. Corrected meanwhile: the settlement finds another version, and aborts. */
async function fromHolding(ports: FetchPorts, permit: RecordedPermit, holding: Holding): Promise<Fetched> {
  const kept = await ports.cases.holding(permit.caller.oin, holding.id)
  if (!kept) throw new SourceFailure('not-connected')
  const source = catalogueOf(holding.facts)
  const asked = goingFields(permit, source)
  const subject = permit.inquiry.subject?.identifier ?? null
  return { permit, source, ...heldRecords(holding.facts, kept.content, asked, subject) }
}

/** Fields that the decision lets go in some form: what is withheld is not even read (AVG 5 lid 1 c). */
function goingFields({ decision }: RecordedPermit, source: CatalogueSource): readonly string[] {
  return decision.fields
    .filter((field) => field.treatment !== 'withhold' && !field.waiting && Object.hasOwn(source.fields, field.name))
    .map((field) => field.name)
}

const NOT_NOW: ReadonlySet<SourceFailure['kind']> = new Set(['busy', 'not-connected', 'circuit-open'])

function problemOf(failure: SourceFailure['kind']) {
  if (!NOT_NOW.has(failure)) return no('source-failed')
  return no('source-unavailable', { retryAfterSeconds: Math.ceil(LIMITS.sourceOpenMs / 1000) })
}
