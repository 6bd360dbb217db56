/** respond: a recorded or settled decision -> the wire document. Pure. Texts are joined from the manifest here. */
import { owedBy } from '../cases/duties.ts'
import type { Status } from '../domain/codes.ts'
import type { Decision, FieldDecision, Finding, Obligation } from '../domain/decision.ts'
import type { Receipt } from '../domain/receipt.ts'
import { signReceipt } from '../log/receipt.ts'
import type { Signer } from '../log/tree/note.ts'
import type { Facts, Norm } from '../policy/facts.ts'
import { standing, standsUntil } from './decide.ts'
import { type Recorded, scopeOfQuestion } from './record.ts'
import type { Settled } from './settle.ts'

export type Texts = {
  readonly norms: ReadonlyMap<string, Norm>
  readonly facts: Pick<Facts, 'remedies' | 'attestations' | 'roles' | 'obligations'>
}
/** The key of the log, which signs receipts; its name is the origin. */
export type Signing = { readonly log: Signer }

type Bilingual = { readonly nl: string; readonly en: string }
export type Missing = Decision['missing'][number] & { readonly title: Bilingual; readonly givenBy: Bilingual }

/** `disclosureText` goes on the wire as it was committed to, byte for byte. */
export type Answer = {
  readonly inquiryId: string
  readonly document: Record<string, unknown>
  readonly disclosureText: string | null
  /** Never on the wire: a repeat of this answer is given only while this still stands. */
  readonly restsOn: string
  /** The last day on which it stands; null: no end is known. */
  readonly standsUntil: string | null
  /** Of the key under which the question lies: kept for a repeat, the answer goes when the question does. */
  readonly scope: string
}

export function respondRefused(texts: Texts & Signing, recorded: Recorded): Answer {
  const { decision, place, number, walk } = recorded
  const status: Status | 'preview' =
    walk.kind === 'preview' ? 'preview' : decision.outcome === 'review' ? 'waiting' : 'refused'
  return {
    inquiryId: decision.inquiryId,
    document: {
      ...decisionDocument(texts, decision, rejectedIn(recorded)),
      status,
      receipt: receiptOf(texts, decision.at, { place, number }),
    },
    disclosureText: null,
    ...standingOf(recorded),
  }
}

export function respondSettled(texts: Texts & Signing, settled: Settled): Answer {
  const { permit, fields, obligations } = settled.redacted
  return {
    inquiryId: permit.decision.inquiryId,
    document: {
      ...decisionDocument(texts, permit.decision, rejectedIn(permit), fields, obligations),
      status: 'settled',
      receipt: receiptOf(texts, permit.decision.at, permit, settled),
    },
    disclosureText: settled.disclosureText,
    ...standingOf(permit),
  }
}

function standingOf(recorded: Recorded): Pick<Answer, 'restsOn' | 'standsUntil' | 'scope'> {
  const { decision } = recorded
  const { attestations } = recorded.register
  return {
    restsOn: standing(decision.policy.digest, attestations),
    standsUntil: standsUntil(attestations, decision.at),
    scope: scopeOfQuestion(recorded),
  }
}

function rejectedIn({ input }: Recorded): number | null {
  return input.case?.rejectedDay ?? null
}

/**
 * The decision as its asker sees it: the norms that decided, never the facts of a case they have no part in. `rejectedDay`
 * of the case, from which the law counts some days.
 */
export function decisionDocument(
  texts: Texts,
  decision: Decision,
  rejectedDay: number | null,
  fields: readonly FieldDecision[] = decision.fields,
  obligations: readonly Obligation[] = decision.obligations,
): Record<string, unknown> {
  const discreet = decision.findings.filter((finding) => finding.discreet)
  const shown = discreet.length > 0 ? discreet : deciding(decision)
  const norms = unique(shown.map((finding) => finding.norm))
  const refuses = decision.outcome === 'deny' ? ['deny', 'require', 'treat'] : ['deny', 'require']
  const refusing = shown.filter((finding) => refuses.includes(finding.effect))
  return {
    id: decision.inquiryId,
    decisionId: decision.id,
    decidedAt: decision.at,
    outcome: decision.outcome,
    fields: fields.map(({ name, treatment, waiting, norms: own }) => ({
      name,
      treatment,
      waiting,
      norms: discreet.length > 0 ? norms : own,
    })),
    reasons: reasonsOf(texts, shown),
    obligations: discreet.length > 0 ? [] : obligations.map((one) => obliged(texts, one, decision.at, rejectedDay)),
    missing: discreet.length > 0 ? [] : missingOf(texts, decision.missing),
    remedies: remediesOf(texts, refusing),
    policy: decision.policy,
  }
}

/** Findings at the winning precedence of some field; for an act, all that did not merely permit what was refused. */
function deciding(decision: Decision): Finding[] {
  const winners = new Set(decision.fields.flatMap((field) => field.norms))
  const effects: readonly string[] = {
    permit: ['permit', 'treat', 'deny', 'require'],
    // A treatment can withhold all that a permit would give.
    review: ['require', 'deny', 'treat'],
    deny: ['deny', 'treat'],
  }[decision.outcome]
  const found = decision.findings.filter(
    (finding) => effects.includes(finding.effect) && (decision.fields.length === 0 || winners.has(finding.norm)),
  )
  const uncovered = [...winners].filter(
    (norm) => !decision.findings.some((finding) => finding.norm === norm && finding.effect !== 'oblige'),
  )
  return [...found, ...uncovered.map((norm): Finding => ({ norm, effect: 'deny' }))]
}

function reasonsOf(texts: Texts, findings: readonly Finding[]) {
  const seen = new Set<string>()
  return findings.flatMap(({ norm: id, effect, attestation }) => {
    const norm = texts.norms.get(id)
    const refused = effect === 'deny' && attestation !== undefined ? attestation : undefined
    const key = [id, effect, refused].join(' ')
    if (!norm || seen.has(key)) return []
    seen.add(key)
    const { article, certainty, title, text } = norm
    if (refused === undefined) return [{ norm: id, effect, article, certainty, title, text }]
    return [{ norm: id, effect, attestation: refused, article, certainty, ...refusedBy(texts, refused, text) }]
  })
}

/** A norm may refuse for more than one cause: the judgement that it names comes first, with who may take it back. */
function refusedBy({ facts }: Texts, type: string, text: Bilingual): { title: Bilingual; text: Bilingual } {
  const judgement = facts.attestations[type]
  const title = { nl: judgement?.nl ?? type, en: judgement?.en ?? type }
  const by = inWords(facts, judgement?.roles ?? [])
  return {
    title,
    text: {
      nl: `De vaststelling "${title.nl}" (${type}) houdt dit tegen; intrekken kan: ${by.nl}. Verder geldt: ${text.nl}`,
      en: `The judgement "${title.en}" (${type}) stops this; it can be withdrawn by: ${by.en}. What else holds: ${text.en}`,
    },
  }
}

function inWords(facts: Texts['facts'], codes: readonly string[]): Bilingual {
  const roles = codes.flatMap((role) => facts.roles[role] ?? [])
  return { nl: roles.map(({ nl }) => nl).join(' of '), en: roles.map(({ en }) => en).join(' or ') }
}

/** What is awaited, and from whom, in words beside the codes. */
export function missingOf({ facts }: Texts, missing: Decision['missing']): readonly Missing[] {
  return missing.map((one) => {
    const judgement = facts.attestations[one.attestation]
    return {
      ...one,
      title: { nl: judgement?.nl ?? one.attestation, en: judgement?.en ?? one.attestation },
      givenBy: inWords(facts, one.roles),
    }
  })
}

/** In words, with who owes it and until when. */
function obliged({ facts }: Texts, one: Obligation, at: string, rejectedDay: number | null) {
  return { ...one, text: obligationText(facts, one.obligation), ...owedBy(facts, one.obligation, at, rejectedDay) }
}

export function obligationText(facts: Pick<Texts['facts'], 'obligations'>, code: string): Bilingual {
  const { nl, en } = facts.obligations[code] ?? { nl: code, en: code }
  return { nl, en }
}

function remediesOf(texts: Texts, findings: readonly Finding[]) {
  const codes = unique(findings.flatMap((finding) => texts.norms.get(finding.norm)?.remedies ?? []))
  return codes.flatMap((code) => {
    const remedy = texts.facts.remedies[code]
    return remedy ? [{ code, text: { nl: remedy.nl, en: remedy.en }, reference: remedy.reference }] : []
  })
}

/** `settled`: where something left, in what entry, and the commitment to it. */
export function receiptOf(
  { log }: Signing,
  time: string,
  { place: decision, number }: Pick<Recorded, 'place' | 'number'>,
  settled?: Pick<Settled, 'settlement' | 'commitment'>,
): Receipt {
  const { settlement = null, commitment: disclosure = null } = settled ?? {}
  return signReceipt(log, { version: 1, time, decision, settlement, disclosure, number })
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}
