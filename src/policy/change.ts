/** One change of fact: what it becomes, in words, and how it is made. Pure. */
import type { PolicyInput } from './input.ts'

export type Words = { readonly nl: string; readonly en: string }
/** Which judgement a change is about, so that a page can say it in its own words. */
export type JudgementNamed = {
  readonly type: string
  readonly outcome: string
  /** The role that gives it. */
  readonly role: string
  /** Codes of what it is about; whom it is about is not among them. */
  readonly scope: Readonly<Record<'source' | 'department' | 'category' | 'organ' | 'regime' | 'purpose', string | null>>
  readonly aboutSomebody: boolean
}
export type Change = {
  readonly kind: Kind
  /** The code that it becomes. */
  readonly to: string
  readonly words: Words
  /** Two changes of one slot exclude each other. */
  readonly slot: string
  readonly apply: (input: PolicyInput) => PolicyInput
  /** In words after other changes, where what it becomes follows from them. */
  readonly wordsAfter?: (input: PolicyInput) => Words
  readonly judgement?: JudgementNamed
  readonly judgementAfter?: (input: PolicyInput) => JudgementNamed
}
export type Kind = keyof typeof KINDS

const KINDS = {
  flag: { nl: 'de aanvrager is', en: 'the asker is' },
  role: { nl: 'de aanvrager heeft ook de rol', en: 'the asker also has the role' },
  state: { nl: 'de zaak is in', en: 'the case is in' },
  claim: { nl: 'de melder van het signaal verklaart:', en: 'the reporter of the signal says:' },
  assessment: { nl: 'de beoordeling van het signaal is', en: 'the assessment of the signal is' },
  crimeForm: { nl: 'de vorm van criminaliteit is', en: 'the form of crime is' },
  mode: { nl: 'de vraagvorm is', en: 'the mode of the question is' },
  purpose: { nl: 'het doel is', en: 'the purpose is' },
  task: { nl: 'de taak is', en: 'the task is' },
  basis: { nl: 'ook genoemde grondslag:', en: 'legal basis claimed as well:' },
  relation: { nl: 'de relatie van het subject is', en: 'the relation of the subject is' },
  hit: { nl: 'hit of geen hit:', en: 'hit or no hit:' },
  recipient: { nl: 'de ontvanger is', en: 'the recipient is' },
  withdrawal: { nl: 'ingetrokken vaststelling:', en: 'judgement withdrawn:' },
  judgement: { nl: 'vaststelling door een ander dan de aanvrager:', en: 'judgement by another person than the asker:' },
} as const satisfies Record<string, Words>

export function change(kind: Kind, to: string, named: Words, apply: Change['apply'], slot: string = kind): Change {
  return { kind, to, words: wordsOf(kind, named), slot, apply }
}

export function wordsOf(kind: Kind, named: Words): Words {
  return { nl: `${KINDS[kind].nl} ${named.nl}`, en: `${KINDS[kind].en} ${named.en}` }
}

/** `B4 (Aanpak)`; a code without a row is named by itself. */
export function row(table: Readonly<Record<string, Words>>, code: string): Words {
  const { nl, en } = (Object.hasOwn(table, code) ? table[code] : undefined) ?? { nl: '-', en: '-' }
  return { nl: `${code} (${nl})`, en: `${code} (${en})` }
}

export const same = (text: string): Words => ({ nl: text, en: text })

export function codes(table: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(table).sort()
}
