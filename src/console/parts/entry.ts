/** What an entry of the log is, in words: which kind of act, or of question. Pure. */
import { ACT_KINDS, type DecisionKind } from '../../domain/codes.ts'
import type { Visit } from '../page.ts'

type Kind = (typeof ACT_KINDS)[number]

const ACTS: Readonly<Record<Kind, readonly [nl: string, en: string]>> = {
  open: ['Zaak geopend', 'Case opened'],
  amend: ['Zaak gewijzigd', 'Case amended'],
  transition: ['Zaak naar een andere stap', 'Case to another step'],
  attest: ['Oordeel gegeven', 'Judgement given'],
  withdraw: ['Oordeel ingetrokken', 'Judgement withdrawn'],
  read: ['Ingezien', 'Looked at'],
  hold: ['Stuk vastgelegd', 'Document recorded'],
  correct: ['Correctie doorgegeven', 'Correction passed on'],
  process: ['Soort verwerking vastgelegd', 'Kind of processing recorded'],
  discharge: ['Verplichting afgehandeld', 'Obligation discharged'],
  review: ['Nagekeken', 'Reviewed'],
}
const REFUSED: Readonly<Record<Kind, readonly [nl: string, en: string]>> = {
  open: ['Zaak openen', 'Open a case'],
  amend: ['Zaak wijzigen', 'Amend a case'],
  transition: ['Zaak naar een andere stap', 'Case to another step'],
  attest: ['Oordeel geven', 'Give a judgement'],
  withdraw: ['Oordeel intrekken', 'Withdraw a judgement'],
  read: ['Inzien', 'Look'],
  hold: ['Stuk vastleggen', 'Record a document'],
  correct: ['Correctie doorgeven', 'Pass on a correction'],
  process: ['Soort verwerking vastleggen', 'Record a kind of processing'],
  discharge: ['Verplichting afhandelen', 'Discharge an obligation'],
  review: ['Nakijken', 'Review'],
}

type Entry = {
  readonly type: string
  readonly act?: string | null | undefined
  readonly outcome: string
  /** Of a preview: the judgement on account of which Sluis made it. */
  readonly onAccountOf?: string | null | undefined
}

/** An act that was refused was not done. */
export function entryWord({ t }: Pick<Visit, 't'>, { type, act, outcome, onAccountOf }: Entry): string {
  const kind = ACT_KINDS.find((one) => one === act)
  if (kind) return t(...(outcome === 'permit' ? ACTS : REFUSED)[kind])
  if (type === 'decision') return t('Informatieverzoek', 'Inquiry')
  if (type === 'preview' && onAccountOf) return t('Proefvraag door een oordeel', 'Preview by a judgement')
  if (type === 'preview') return t('Proefvraag', 'Preview')
  if (type === 'export') return t('Meegenomen uit het logboek', 'Taken out of the log')
  return t('Handeling', 'Act')
}

const KINDS: Readonly<Record<DecisionKind, readonly [nl: string, en: string]>> = {
  decision: ['Informatieverzoeken', 'Inquiries'],
  preview: ['Proefvragen', 'Previews'],
  'preview-asked': ['Proefvragen van vragers', 'Previews by who asks'],
  'preview-judged': ['Proefvragen door een oordeel', 'Previews by a judgement'],
  act: ['Handelingen', 'Acts'],
}

/** What the list is narrowed to. */
export function kindWord({ t }: Pick<Visit, 't'>, kind: DecisionKind): string {
  return t(...KINDS[kind])
}
