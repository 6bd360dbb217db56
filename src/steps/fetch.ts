/**
 * fetch: Recorded permit -> source records. The permit is the only key that opens a source; what is read under it is
 * what the decision lets go and the control fields, checked against the catalogue before anything else sees it.
 */
import type { SourceRecord } from '../domain/disclosure.ts'
import { traceparent } from '../domain/trace.ts'
import { no, type Problem } from '../errors.ts'
import type { Observer } from '../events.ts'
import { LIMITS } from '../limits.ts'
import type { CatalogueSource, Facts } from '../policy/facts.ts'
import { SourceFailure, type Sources } from '../ports.ts'
import { selectRecords, wantedPaths } from '../sources/catalogue.ts'
import type { RecordedPermit } from './record.ts'

export type FetchPorts = {
  readonly sources: Pick<Sources, 'find'>
  readonly facts: Pick<Facts, 'sources'>
  readonly observe: Observer
}

/** What the source knows, by catalogue names; control fields are in it and leave only if the decision names them. */
export type Fetched = {
  readonly permit: RecordedPermit
  readonly source: CatalogueSource
  readonly records: readonly SourceRecord[]
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
    if (!source || !connector) throw new SourceFailure('not-connected')
    const asked = goingFields(permit, source)
    const records = await connector.fetch({
      source: inquiry.source,
      oin: caller.oin,
      identifier: inquiry.subject?.identifier ?? null,
      fields: wantedPaths(source, asked),
      decisionId: decision.id,
      traceparent: traceparent(permit.trace),
      // The guard of the source sets the time; a caller that hangs up does not make a recorded permit undone.
      signal: new AbortController().signal,
    })
    return { ok: true, value: { permit, source, records: selectRecords(source, asked, records) } }
  } catch (error) {
    // An adapter that throws something else is a bug of ours; what it threw may quote the source, so it stops here.
    const failure = error instanceof SourceFailure ? error.kind : 'malformed'
    ports.observe({ type: 'fault', where: 'fetch', code: failure })
    return { ...problemOf(failure), failure }
  }
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
