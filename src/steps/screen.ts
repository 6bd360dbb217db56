/**
 * screen: records' own facts + Decision -> treatments per record. The same norms, asked again with what only the fetched
 * record can tell. CPU only. Screening narrows; a verdict that would widen is a fault and stops everything.
 *
 * What screening hides stays hidden. What may go is judged a second time without the records and persons that stay
 * behind, numbered as if those had never been there: what leaves, and its obligations, cannot depend on them.
 */
import { strictness, type Treatment } from '../domain/codes.ts'
import type { Decision, Obligation } from '../domain/decision.ts'
import type { RecordTreatment, SourceRecord } from '../domain/disclosure.ts'
import type { Identifier } from '../domain/inquiry.ts'
import { underAny } from '../domain/pseudonyms.ts'
import { no, ok, type Result } from '../errors.ts'
import type { Keys } from '../key-port.ts'
import { screenVerdict } from '../policy/evaluate.ts'
import type { CatalogueSource } from '../policy/facts.ts'
import type { PolicyInput, RecordInput } from '../policy/input.ts'
import type { ScreeningDocument } from '../policy/output.ts'
import { type PolicyEngine, PolicyFault } from '../policy-port.ts'
import type { Crypto } from '../ports.ts'
import { recordInputs } from '../sources/control.ts'
import { type HeldRecords, heldInputs } from '../sources/held.ts'
import { isList, parsePath } from '../sources/path.ts'
import { pseudonymsOf } from './decide.ts'
import type { Fetched } from './fetch.ts'
import type { RecordedPermit } from './record.ts'

export type ScreenPorts = { readonly engine: PolicyEngine; readonly crypto: Crypto; readonly keys: Keys }

export type Screened = {
  readonly permit: RecordedPermit
  readonly source: CatalogueSource
  readonly records: readonly SourceRecord[]
  /** One for each record, in order. */
  readonly treatments: readonly RecordTreatment[]
  readonly obligations: readonly Obligation[]
  /** Norms that narrowed a record: for the log, never for the caller. */
  readonly norms: readonly { readonly index: number; readonly released: boolean; readonly norms: readonly string[] }[]
}

type Verdict = ScreeningDocument['records'][number]

/** By field name; for a question about existence the one name `hit`. */
export type Decided = ReadonlyMap<string, Treatment>

/** A field that waits for a judgement does not go, whatever its treatment will be. */
export function decidedTreatments(decision: Decision): Decided {
  return new Map(decision.fields.map((field) => [field.name, field.waiting ? 'withhold' : field.treatment]))
}

class ScreeningFault extends Error {}

export function screen(ports: ScreenPorts, fetched: Fetched): Result<Screened> {
  const { permit, source, records, held } = fetched
  try {
    const inputs = inputsOf(ports, fetched)
    const { records: verdicts, obligations } = judge(ports.engine, permit.input, inputs)
    const decided = decidedTreatments(permit.decision)
    const norms = verdicts.map(({ index, released, norms }) => ({ index, released, norms }))
    const treatments = verdicts.map((verdict) =>
      ofItsPart(held, records[verdict.index], treatmentOf(verdict, decided, inputs)),
    )
    return ok({ permit, source, records, treatments, obligations, norms })
  } catch (error) {
    if (error instanceof PolicyFault) return no('policy-unavailable')
    if (error instanceof ScreeningFault) return no('screening-fault')
    throw error
  }
}

function inputsOf(ports: ScreenPorts, { permit, source, records, held }: Fetched): RecordInput[] {
  const asked = permit.inquiry.subject?.identifier ?? null
  const { relations } = permit.register
  const relationOf = (identifier: Identifier) => underAny(relations, pseudonymsOf(ports, permit.caller.oin, identifier))
  const { today } = permit.input
  return held
    ? heldInputs(held, records, { today, asked, relationOf })
    : recordInputs({ source, today, asked, relationOf }, records)
}

/**
 * A part of a holding shows nothing of the other parts, not even that they are not in it. A field that is one person who
 * stays behind, stays behind with them: it is no list to leave them out of.
 */
function ofItsPart(held: HeldRecords | null, record: SourceRecord | undefined, plan: RecordTreatment): RecordTreatment {
  if (!held) return plan
  const alone = plan.dropped.filter(({ field }) => !isList(record?.[field] ?? null))
  const staying = new Set(alone.map(({ field }) => field))
  const mine = (name: string) =>
    name === 'hit' || (held.facts.fields[name]?.part === held.parts[plan.index] && !staying.has(name))
  const treatments = Object.entries(plan.treatments).map(([name, treatment]) => [
    name,
    mine(name) ? treatment : 'withhold',
  ])
  const dropped = plan.dropped.filter((item) => !alone.includes(item))
  return { ...plan, treatments: Object.fromEntries(treatments), dropped }
}

function judge(engine: PolicyEngine, input: PolicyInput, inputs: readonly RecordInput[]) {
  const first = evaluate(engine, input, inputs)
  const going = first.records.filter((record) => record.released)
  if (going.length === inputs.length && going.every((record) => record.dropped.length === 0)) return first
  const second = evaluate(
    engine,
    input,
    going.map((verdict, index) => ({ ...without(inputs, verdict), index })),
  )
  if (second.records.some((record) => !record.released || record.dropped.length > 0)) {
    throw new ScreeningFault('what goes depends on what stays')
  }
  const again = new Map(going.map((verdict, index) => [verdict.index, second.records[index]?.treatments]))
  const records = first.records.map((record) => ({ ...record, treatments: again.get(record.index) ?? {} }))
  return { records, obligations: second.obligations }
}

/** The record as if the persons that stay behind had never been in it. */
function without(inputs: readonly RecordInput[], verdict: Verdict): RecordInput {
  const record = inputs[verdict.index]
  if (!record) throw new ScreeningFault('a record that was not there')
  const staying = record.persons.filter((person) => !verdict.dropped.some((item) => isSame(item, person)))
  const persons = staying.map((person) => {
    const before = staying.filter((other) => other.field === person.field && other.index < person.index)
    return { ...person, index: before.length }
  })
  return { ...record, persons }
}

function isSame(a: { field: string; index: number }, b: { field: string; index: number }): boolean {
  return a.field === b.field && a.index === b.index
}

/** One evaluation; that it answers this question, about exactly these records, is checked where it is typed. */
function evaluate(engine: PolicyEngine, input: PolicyInput, records: readonly RecordInput[]) {
  return screenVerdict(engine, { ...input, records: [...records] })
}

function treatmentOf(verdict: Verdict, decided: Decided, inputs: readonly RecordInput[]): RecordTreatment {
  const persons = inputs[verdict.index]?.persons ?? []
  if (!verdict.dropped.every((item) => persons.some((person) => isSame(item, person)))) {
    throw new ScreeningFault('a person who was not there')
  }
  const treatments: Record<string, Treatment> = Object.fromEntries(decided)
  const narrow = (name: string, screened: Treatment) => {
    treatments[name] = strictest([screened, treatments[name] ?? 'release'])
  }
  for (const [name, screened] of Object.entries(verdict.treatments)) {
    const around = [...decided].filter(([other]) => isWithin(name, other)).map(([, treatment]) => treatment)
    if (around.length > 0 && strictness(screened) < strictness(strictest(around))) {
      throw new ScreeningFault('a widening verdict')
    }
    // A part of what was asked, or a whole of which parts were asked; what was not asked does not leave anyhow.
    if (around.length > 0) narrow(name, screened)
    else for (const [other] of decided) if (isWithin(other, name)) narrow(other, screened)
  }
  // Where only existence was asked, a record that may not even show that it exists is no hit.
  const released = verdict.released && !(decided.has('hit') && treatments.hit === 'withhold')
  return { index: verdict.index, released, treatments, dropped: verdict.dropped }
}

function isWithin(inner: string, outer: string): boolean {
  const path = parsePath(inner)
  const around = parsePath(outer)
  if (!path || !around) throw new ScreeningFault('not a path')
  return around.every((segment, index) => segment === path[index])
}

function strictest(treatments: readonly Treatment[]): Treatment {
  return treatments.reduce((a, b) => (strictness(a) >= strictness(b) ? a : b), 'release')
}
