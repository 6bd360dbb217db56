/** Case facts as acts change them: what an opening, an amendment or a transition makes of them. Pure; the policy decides whether. */
import { z } from 'zod'
import { canonicalText } from '../domain/canonical.ts'
import type { CaseFacts } from '../domain/case.ts'
import { RELATIONS, TRACKS } from '../domain/codes.ts'
import { subjectSchema } from '../domain/inquiry.ts'
import { no, ok, type Result } from '../errors.ts'
import type { Facts } from '../policy/facts.ts'
import { unknownCode } from '../policy/listed.ts'

const code = z.string().min(1).max(64)
const grounds = z.string().min(1).max(4000)
/** Who works on the case, each as their token names them; the register keeps their pseudonyms. */
const members = z
  .array(z.string().min(1).max(200))
  .max(64)
  .describe('Wie aan deze zaak werken, zoals hun token hen noemt; noemt een zaak haar leden, dan vragen alleen zij')

/** One demand on a signal (BGS 2.16): whether it holds, as the reporter says, and why. */
const claim = z.strictObject({ holds: z.boolean(), why: z.string().min(1).max(4000) })
const signal = z
  .strictObject({
    objective: claim.describe('Duidelijke, objectieve aanwijzingen uit eigen concrete waarnemingen'),
    necessary: claim.describe('Gezamenlijke verwerking is noodzakelijk'),
    several: claim.describe('Er zijn meer deelnemers nodig'),
    region: claim.describe('Het gaat over deze regio'),
  })
  .describe('Wat de melder van een signaal aan een RIEC erover zegt; de woorden blijven in het logboek')
const control = z
  .strictObject({ from: z.iso.datetime(), until: z.iso.datetime() })
  .describe('Wanneer een integrale controle begint en eindigt (UTC)')

/** `firstProcessed`: a case carried over from elsewhere may date it earlier, never later. */
export const caseOpeningSchema = z.strictObject({
  regime: z.enum(TRACKS),
  purposes: z.array(code).min(1).max(8),
  activity: code.optional(),
  crimeForm: code.optional().describe('Vorm van criminaliteit: een code van /crime-forms'),
  region: code.optional(),
  involved: z.array(code).max(32).optional(),
  members: members.optional(),
  firstProcessed: z.iso.date().optional(),
  signal: signal.optional(),
  control: control.optional(),
  grounds,
})

/** What may change after opening. The purposes never do (WGS 1.8 lid 5). */
export const caseAmendmentSchema = z.strictObject({
  activity: code.optional(),
  crimeForm: code.optional(),
  region: code.optional(),
  involved: z.array(code).max(32).optional(),
  members: members.optional(),
  signalOutcome: code.optional(),
  /** null: there will be none after all. */
  control: control.nullable().optional(),
  grounds,
})

export const caseSubjectRequestSchema = z.strictObject({ subject: subjectSchema, relation: z.enum(RELATIONS), grounds })
export const transitionRequestSchema = z.strictObject({ to: code, grounds })

type Tables = Pick<Facts, 'purposes' | 'organs' | 'openings' | 'states'>
type Opening = Omit<z.infer<typeof caseOpeningSchema>, 'grounds'>
type Amendment = Omit<z.infer<typeof caseAmendmentSchema>, 'grounds'>

/** Pseudonym of a person by the name that tokens give them. */
type Person = (name: string) => string

export function opened(facts: Tables, request: Opening, person: Person, now: Date): Result<CaseFacts> {
  const today = now.toISOString().slice(0, 10)
  const problems = [
    ...request.purposes.flatMap((purpose, i) => unknown(facts, 'purposes', purpose, `/purposes/${i}`)),
    ...unknownOrgans(facts, request.involved),
    ...backwards(request.control),
  ]
  if (request.firstProcessed && request.firstProcessed > today) {
    problems.push({ pointer: '/firstProcessed', message: 'may lie in the past, never in the future' })
  }
  if (problems.length > 0) return no('invalid-input', { problems })
  return ok({
    regime: request.regime,
    state: facts.openings[request.regime].state,
    purposes: request.purposes,
    activity: request.activity ?? null,
    crimeForm: request.crimeForm ?? null,
    region: request.region ?? null,
    involved: request.involved ?? [],
    members: membersOf(request, person) ?? [],
    firstProcessed: request.firstProcessed ?? today,
    closedOn: null,
    rejectedOn: null,
    signalOutcome: null,
    signal: request.signal ? claimsOf(request.signal) : null,
    control: request.control ? inOneForm(request.control) : null,
  })
}

/** What norms read of a signal: the reasons are for people, and stay in the log. */
function claimsOf({ objective, necessary, several, region }: z.infer<typeof signal>): NonNullable<CaseFacts['signal']> {
  return {
    objective: objective.holds,
    necessary: necessary.holds,
    several: several.holds,
    region: region.holds,
  }
}

/** Norms compare instants as text, so every one is written as the clock of the broker is. */
function inOneForm({ from, until }: z.infer<typeof control>): NonNullable<CaseFacts['control']> {
  return { from: new Date(from).toISOString(), until: new Date(until).toISOString() }
}

function backwards(given: z.infer<typeof control> | null | undefined): { pointer: string; message: string }[] {
  const runs = !given || Date.parse(given.from) < Date.parse(given.until)
  return runs ? [] : [{ pointer: '/control/until', message: 'must lie after from' }]
}

function membersOf(request: Opening | Amendment, person: Person): string[] | undefined {
  return request.members && [...new Set(request.members.map(person))].sort()
}

/** What an amendment changes, and nothing else. */
export function amendments(facts: Tables, request: Amendment, person: Person): Result<Partial<CaseFacts>> {
  const problems = [...unknownOrgans(facts, request.involved), ...backwards(request.control)]
  if (problems.length > 0) return no('invalid-input', { problems })
  const control = request.control ? inOneForm(request.control) : request.control
  const changes = { ...request, control, members: membersOf(request, person) }
  return ok(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)))
}

/** Names of the facts that become others than they are; what is written down anew as it was changes nothing. */
export function amended(before: CaseFacts, changes: Partial<CaseFacts>): string[] {
  const now: CaseFacts = { ...before, ...changes }
  const names = Object.keys(changes) as (keyof CaseFacts)[]
  return names.filter((name) => canonicalText(now[name]) !== canonicalText(before[name])).sort()
}

/** Entering a state sets its date: rejection (B0), closing (B6, R7). The clock of retention starts there. */
export function moved(
  facts: Tables,
  before: CaseFacts,
  request: z.infer<typeof transitionRequestSchema>,
  now: Date,
): Result<CaseFacts> {
  const { to } = request
  // Of whichever track: that a state is not of this one would tell the track to who has no part in the case.
  if (!TRACKS.some((track) => Object.hasOwn(facts.states[track], to))) {
    return no('invalid-input', { problems: [{ pointer: '/to', message: unknownCode(facts, 'states', to) }] })
  }
  const today = now.toISOString().slice(0, 10)
  return ok({
    ...before,
    state: to,
    rejectedOn: to === 'B0' ? today : before.rejectedOn,
    closedOn: to === 'B6' || to === 'R7' ? today : before.closedOn,
  })
}

function unknownOrgans(facts: Tables, involved: readonly string[] | undefined) {
  return (involved ?? []).flatMap((organ, i) => unknown(facts, 'organs', organ, `/involved/${i}`))
}

function unknown(facts: Tables, table: 'organs' | 'purposes', value: string, pointer: string) {
  return Object.hasOwn(facts[table], value) ? [] : [{ pointer, message: unknownCode(facts, table, value) }]
}
