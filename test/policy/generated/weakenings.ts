/**
 * Downhill: what may never widen an answer. A supporting fact is taken away, something against it is added, or a code is
 * one that nobody knows. Each gives its variants for one question; none: it has nothing to do there.
 */
import type { Facts, Settings } from '../../../src/policy/facts.ts'
import type { PolicyInput } from '../../../src/policy/input.ts'
import { scopesFor, supposedJudgement } from '../../../src/policy/supposed.ts'

export type Asked = { readonly input: PolicyInput; readonly settings: Settings }
export type Weakening = {
  /** What was done, in words that a failure shows. */
  readonly what: string
  readonly to: Asked
  /** Not even what was permitted before may be permitted then. */
  readonly never?: true
}
type Variants = (facts: Facts, asked: Asked) => readonly Weakening[]
type Judgement = PolicyInput['attestations'][number]

export const UNKNOWN = 'ONBEKEND'
const NOBODY = 'p-nobody'

/** `member` is a member of the input that is an object; undefined: it is null, and nothing can be changed of it. */
function changed<K extends 'caller' | 'inquiry' | 'case' | 'act'>(
  what: string,
  { input, settings }: Asked,
  member: K,
  values: Partial<NonNullable<PolicyInput[K]>>,
): Weakening[] {
  const held = input[member]
  return held ? [{ what, to: { input: { ...input, [member]: { ...held, ...values } }, settings } }] : []
}

const judgedOtherwise = (what: string, { input, settings }: Asked, attestations: Judgement[]): Weakening => ({
  what,
  to: { input: { ...input, attestations }, settings },
})
const without = <T>(items: readonly T[], gone: T): T[] => items.filter((one) => one !== gone)
const replaced = (items: readonly Judgement[], one: Judgement, values: Partial<Judgement>): Judgement[] =>
  items.map((given) => (given === one ? { ...given, ...values } : given))

function met(facts: Facts, { attestations }: PolicyInput): Judgement[] {
  return attestations.filter((one) => facts.attestations[one.type]?.outcomes[one.outcome] === 'met')
}

const judgementGone: Variants = (facts, asked) =>
  met(facts, asked.input).flatMap((one) => {
    const all = asked.input.attestations
    const tests = facts.attestations[one.type]?.tests ?? []
    const off = (what: string, values: Partial<Judgement>) =>
      judgedOtherwise(`${one.type} ${what}`, asked, replaced(all, one, values))
    return [
      judgedOtherwise(`${one.type} taken away`, asked, without(all, one)),
      off('expired', { validUntilDay: asked.input.today - 1 }),
      off('withdrawn by the caller', { withdrawnByCaller: true }),
      off('of an unknown type', { type: UNKNOWN }),
      off('with an unknown outcome', { outcome: UNKNOWN }),
      ...tests.map((test) => off(`without ${test}`, { details: { ...one.details, [test]: false } })),
      ...(asked.input.inquiry
        ? Object.entries(one.scope).flatMap(([key, value]) =>
            value === null ? [] : [off(`of an unknown ${key}`, { scope: { ...one.scope, [key]: UNKNOWN } })],
          )
        : []),
      ...(facts.attestations[one.type]?.independent ? [off('by the caller', { by: asked.input.caller.person })] : []),
    ]
  })

const claimGone: Variants = (_, asked) => {
  const { inquiry } = asked.input
  if (!inquiry) return []
  const { reasoned, legalBasis, subject } = inquiry
  return [
    ...changed('no basis', asked, 'inquiry', { legalBasis: [] }),
    ...changed('no task', asked, 'inquiry', { task: null }),
    ...changed('no purpose', asked, 'inquiry', { purpose: null }),
    ...changed('no level', asked, 'inquiry', { level: null }),
    ...legalBasis.flatMap((one) =>
      changed(`no basis ${one}`, asked, 'inquiry', { legalBasis: without(legalBasis, one) }),
    ),
    ...(['necessity', 'proportionality', 'subsidiarity'] as const).flatMap((ground) =>
      changed(`no ${ground}`, asked, 'inquiry', { reasoned: { ...reasoned, [ground]: false } }),
    ),
    ...(subject
      ? [
          ...changed('no relation', asked, 'inquiry', { subject: { ...subject, relation: null } }),
          ...changed('another relation', asked, 'inquiry', { subject: { ...subject, relation: 'OTHER' } }),
          ...(subject.hit ? changed('no hit', asked, 'inquiry', { subject: { ...subject, hit: null } }) : []),
          ...changed('no subject', asked, 'inquiry', { subject: null }),
        ]
      : []),
  ]
}

const callerLess: Variants = (_, asked) => {
  const { roles } = asked.input.caller
  return [
    ...(['authorised', 'screened', 'trained'] as const).flatMap((flag) =>
      changed(`not ${flag}`, asked, 'caller', { [flag]: false }),
    ),
    ...roles.flatMap((role) => changed(`not ${role}`, asked, 'caller', { roles: without(roles, role) })),
    ...changed('no department', asked, 'caller', { department: null }),
    ...changed('of an unknown organ', asked, 'caller', { organ: UNKNOWN }),
  ]
}

const caseLess: Variants = (facts, asked) => {
  const { caller, case: held, inquiry } = asked.input
  if (!held) return []
  const others = without(held.members, caller.person)
  const organs = [caller.organ, inquiry?.recipient.organ].flatMap(
    (organ) => facts.organs[organ ?? '']?.participantAs ?? [],
  )
  return [
    ...changed('no member', asked, 'case', { members: others.length > 0 ? others : [NOBODY] }),
    ...organs.flatMap((organ) =>
      changed(`${organ} not involved`, asked, 'case', { involved: without(held.involved, organ) }),
    ),
    ...held.purposes.flatMap((one) =>
      changed(`the case is not for ${one}`, asked, 'case', { purposes: without(held.purposes, one) }),
    ),
    ...changed('no activity', asked, 'case', { activity: null }),
    ...changed('no form of crime', asked, 'case', { crimeForm: null }),
    ...changed('long ended', asked, 'case', { closedDay: asked.input.today - 10_000 }),
    ...changed('processed long ago', asked, 'case', { firstProcessedDay: asked.input.today - 10_000 }),
    ...(inquiry?.namesCase
      ? [{ what: 'no such case', to: { input: { ...asked.input, case: null }, settings: asked.settings } }]
      : []),
  ]
}

const against: Variants = (facts, asked) => {
  const { input } = asked
  const add = (what: string, judged: Judgement) => judgedOtherwise(what, asked, [...input.attestations, judged])
  const refusals = Object.entries(facts.attestations).flatMap(([type, row]) => {
    const refused = Object.keys(row.outcomes).filter((outcome) => row.outcomes[outcome] === 'refused')
    return scopesFor(facts, type, input).flatMap((scope) => {
      const given = supposedJudgement(facts, type, scope, input.caller.person)
      return refused.flatMap((outcome) =>
        given ? [add(`${type} ${outcome}`, { ...given, outcome, validUntilDay: null })] : [],
      )
    })
  })
  const contradicted = met(facts, input).flatMap((one) => {
    const row = facts.attestations[one.type]
    const refused = Object.keys(row?.outcomes ?? {}).filter((outcome) => row?.outcomes[outcome] === 'refused')
    return refused.map((outcome) => add(`${one.type} ${outcome} beside it`, { ...one, outcome }))
  })
  const signals = ['NIET_IN_BEHANDELING', 'GEEN_AANWIJZING'].flatMap((signalOutcome) =>
    changed(`signal ${signalOutcome}`, asked, 'case', { signalOutcome }),
  )
  return [...refusals, ...contradicted, ...signals]
}

const settingsLess: Variants = (facts, { input, settings }) => {
  const own = settings[input.caller.oin]
  if (!own) return []
  const to = (what: string, values: Partial<typeof own>): Weakening => ({
    what,
    to: { input, settings: { ...settings, [input.caller.oin]: { ...own, ...values } } },
  })
  const fields = Object.fromEntries(
    Object.entries(facts.sources).map(([source, row]) => [source, Object.keys(row.fields)]),
  )
  return [
    ...own.bgp.adoptedBy.map((organ) =>
      to(`not adopted by ${organ}`, { bgp: { ...own.bgp, adoptedBy: without(own.bgp.adoptedBy, organ) } }),
    ),
    to('no forms of crime', { crimeForms: [] }),
    to('every source closed', { closed: { ...own.closed, sources: Object.keys(facts.sources) } }),
    to('every field closed', { closed: { ...own.closed, fields } }),
    // A plan narrows what the statute lists (MN-05): to have none is not weaker, to have a smaller one is.
    ...(own.plan
      ? own.plan.crimeForms.map((form) => to(`a plan of ${form} alone`, { plan: { crimeForms: [form] } }))
      : [{ what: 'no local settings', to: { input, settings: {} } }]),
  ]
}

const recordLess: Variants = (_, { input, settings }) =>
  input.records.flatMap((record) => {
    const to = (what: string, values: Partial<typeof record>): Weakening => {
      const records = input.records.map((one) => (one === record ? { ...one, ...values } : one))
      return { what: `record ${record.index} ${what}`, to: { input: { ...input, records }, settings } }
    }
    return [
      to('of somebody else', { ofSubject: false }),
      ...(record.ofSubject ? [to('of it is not said whom', { ofSubject: null })] : []),
      to('of unknown age', { ageDays: null }),
      to('of another century', { ageDays: 50_000 }),
      to('secret', { brpSecret: true }),
      ...(record.wpgArticle === null
        ? []
        : [to('without an article', { wpgArticle: null }), to('of an unknown article', { wpgArticle: UNKNOWN })]),
      to('with persons without relation', {
        persons: record.persons.map((person) => ({ ...person, relation: null })),
      }),
    ]
  })

/** A code that nobody knows, where what is asked rests on it: then nothing is permitted. */
const unknownCode: Variants = (facts, asked) => {
  const { input } = asked
  const { inquiry, act } = input
  const held = input.case
  const all: Weakening[] = [
    ...changed('unknown purpose', asked, 'inquiry', { purpose: UNKNOWN }),
    ...changed('unknown task', asked, 'inquiry', { task: UNKNOWN }),
    ...changed('unknown basis', asked, 'inquiry', { legalBasis: [UNKNOWN] }),
    ...changed('unknown source', asked, 'inquiry', { source: UNKNOWN }),
    ...(inquiry?.namesCase && held ? changed('unknown state', asked, 'case', { state: UNKNOWN }) : []),
    ...(inquiry
      ? changed('unknown recipient', asked, 'inquiry', { recipient: { organ: UNKNOWN, department: UNKNOWN } })
      : []),
    ...(inquiry && inquiry.fields.length > 0 ? changed('unknown fields', asked, 'inquiry', { fields: [UNKNOWN] }) : []),
    ...actsUnknown(facts, asked, act, held),
  ]
  return all.map((one) => ({ ...one, never: true }))
}

function actsUnknown(facts: Facts, asked: Asked, act: PolicyInput['act'], held: PolicyInput['case']): Weakening[] {
  if (!act) return []
  const judged = act.kind === 'attest' || act.kind === 'withdraw' ? act.attestation : null
  const inCase = held && (!judged || facts.attestations[judged.type]?.level === 'case')
  // Opening a case looks at no other, and a case that ended in whatever state is read by the privacy officer.
  const restsOnState = inCase && act.kind !== 'open' && act.kind !== 'read'
  const other = (what: string, values: Partial<Judgement>) =>
    judged ? changed(`judgement of an unknown ${what}`, asked, 'act', { attestation: { ...judged, ...values } }) : []
  return [
    ...(restsOnState ? changed('unknown state', asked, 'case', { state: UNKNOWN }) : []),
    ...(act.kind === 'transition' ? changed('unknown move', asked, 'act', { to: UNKNOWN }) : []),
    ...(act.kind === 'open' ? changed('unknown purpose', asked, 'act', { purposes: [UNKNOWN] }) : []),
    ...(act.kind === 'read' && act.resource !== 'case'
      ? changed('unknown purpose', asked, 'act', { purpose: UNKNOWN })
      : []),
    ...(act.kind === 'read' ? changed('unknown resource', asked, 'act', { resource: UNKNOWN }) : []),
    ...other('type', { type: UNKNOWN }),
    ...(judged && act.kind === 'attest'
      ? [
          ...other('outcome', { outcome: UNKNOWN }),
          ...Object.entries(judged.scope).flatMap(([key, value]) =>
            // A person is a pseudonym, of which no table knows which exist.
            value === null || key === 'subject' || key === 'person'
              ? []
              : other(key, { scope: { ...judged.scope, [key]: UNKNOWN } }),
          ),
        ]
      : []),
  ]
}

/** Of one kind after the other, so that a kind with many variants is not asked more than one with few. */
export const WEAKENINGS: Readonly<Record<string, Variants>> = {
  judgementGone,
  claimGone,
  callerLess,
  caseLess,
  against,
  settingsLess,
  recordLess,
  unknownCode,
}
