/**
 * redact: records + treatments -> Disclosure. Pure but for the keys of pseudonyms. Only what was decided leaves, treated
 * as decided; if that cannot be done to a single value, nothing leaves.
 */
import { strictness } from '../domain/codes.ts'
import type { Obligation } from '../domain/decision.ts'
import type { Disclosure, Json, RecordTreatment, SourceRecord } from '../domain/disclosure.ts'
import { hex } from '../domain/trace.ts'
import { no, ok, type Result } from '../errors.ts'
import type { Keys } from '../key-port.ts'
import type { CatalogueSource } from '../policy/facts.ts'
import type { Crypto } from '../ports.ts'
import { controlPaths } from '../sources/catalogue.ts'
import { TreatmentFault, treatRecord } from '../sources/treat.ts'
import type { Pseudonym } from '../sources/treatments.ts'
import type { RecordedPermit } from './record.ts'
import { type Decided, decidedTreatments, type Screened } from './screen.ts'
import type { Redacted } from './settle.ts'

export type RedactPorts = { readonly crypto: Crypto; readonly keys: Keys }

export function redact(ports: RedactPorts, screened: Screened): Result<Redacted> {
  const { permit, norms } = screened
  try {
    const disclosure = disclosureOf(screened, casePseudonym(ports, permit))
    const obligations = union(permit.decision.obligations, screened.obligations)
    return ok({ permit, disclosure, fields: permit.decision.fields, obligations, screening: norms })
  } catch (error) {
    if (error instanceof TreatmentFault) return no('redaction-fault')
    throw error
  }
}

/** Throws TreatmentFault when something cannot be treated, or would leave that was not decided. */
export function disclosureOf(screened: Screened, pseudonym: Pseudonym): Disclosure {
  const { permit, source, records, treatments } = screened
  const decided = decidedTreatments(permit.decision)
  const going = [...decided].filter(([, treatment]) => treatment !== 'withhold')
  if (going.length === 0) throw new TreatmentFault('nothing may go')
  if (treatments.length !== records.length) throw new TreatmentFault('a record without a treatment')
  for (const treatment of treatments) assertNarrow(treatment, decided)
  const released = treatments.filter((treatment) => treatment.released)
  if (aboutExistence(permit)) {
    if (decided.get('hit') !== 'existence') throw new TreatmentFault('existence was not decided')
    return { hit: released.length > 0, records: [] }
  }
  const treated = released.flatMap((plan): SourceRecord[] => {
    const record = records[plan.index]
    if (!record) throw new TreatmentFault('a treatment without a record')
    const part = treatRecord(source, record, withoutUnasked(plan, source, decided), pseudonym)
    // Of which nothing leaves, not even that it is there.
    return Object.keys(part).length === 0 ? [] : [part]
  })
  if (going.some(([, treatment]) => treatment !== 'existence')) return { records: treated }
  // All that remains of the question is whether something is known: hit or no hit, and nothing else.
  return { hit: treated.some(showsSomething), records: [] }
}

/** Treated by existence, a record is nothing but true and false. */
function showsSomething(value: Json): boolean {
  return value === true || (typeof value === 'object' && value !== null && Object.values(value).some(showsSomething))
}

/** Parts with a name of their own, and the keys that identify persons, leave only if asked, also when the whole was. */
function withoutUnasked(plan: RecordTreatment, source: CatalogueSource, decided: Decided): RecordTreatment {
  const unasked = [...Object.keys(source.fields), ...controlPaths(source)].filter(
    (name) => !decided.has(name) && [...decided.keys()].some((whole) => isPartOf(name, whole)),
  )
  const withheld = Object.fromEntries(unasked.map((name) => [name, 'withhold' as const]))
  return { ...plan, treatments: { ...plan.treatments, ...withheld } }
}

function isPartOf(name: string, whole: string): boolean {
  return name.startsWith(`${whole}.`) || name.startsWith(`${whole}[]`)
}

/** The settlement's promise does not rest on screening alone: every decided field, nothing wider, nothing else. */
function assertNarrow({ treatments }: RecordTreatment, decided: Decided): void {
  for (const [name, limit] of decided) {
    const treatment = treatments[name]
    if (treatment === undefined || strictness(treatment) < strictness(limit))
      throw new TreatmentFault('wider than decided')
  }
  const wholes = [...decided.keys()]
  const covered = Object.keys(treatments).every(
    (name) => decided.has(name) || wholes.some((whole) => isPartOf(name, whole)),
  )
  if (!covered) throw new TreatmentFault('not decided')
}

function aboutExistence({ inquiry }: RecordedPermit): boolean {
  return inquiry.mode === 'HITNOHIT' || inquiry.mode === 'KNOWN_CHECK'
}

/** The same value has the same pseudonym within one case and nowhere else; without a case, within one inquiry. */
function casePseudonym(ports: RedactPorts, { caller, inquiry, decision }: RecordedPermit): Pseudonym {
  const scope = inquiry.caseId === null ? `inquiry:${decision.inquiryId}` : `case:${inquiry.caseId}`
  // Made when the first value needs it: most answers have none.
  let key: Uint8Array | undefined
  return (text) => {
    key ??= ports.crypto.hmac(ports.keys.pseudonym(caller.oin), `sluis treatment v1 ${scope}`)
    return `p-${hex(ports.crypto.hmac(key, text)).slice(0, 32)}`
  }
}

/** Each once, in the order of their codes. */
export function union(decided: readonly Obligation[], screened: readonly Obligation[]): Obligation[] {
  const all = new Map([...decided, ...screened].map((one) => [`${one.obligation} ${one.norm}`, one]))
  return [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}
