/**
 * Rows of norms: what one norm says to facts that are nearly alike, one act a file in policies/cases/norms. A row is laid
 * over what its norm and its file give, and says what the norm must say, or that it is silent, and what follows. Pure.
 */
import { z } from 'zod'
import { canonicalText } from '../domain/canonical.ts'
import { OUTCOMES, TREATMENTS } from '../domain/codes.ts'
import type { Verdict } from '../domain/decision.ts'
import type { Answered, Screening } from './answers.ts'
import type { Asked } from './case-table.ts'
import type { Facts } from './facts.ts'
import { type Default, entrypointOf, inputFrom, isObject, laidOver, parsed } from './given.ts'
import type { PolicyInput } from './input.ts'
import { PolicyProblems } from './problems.ts'

/** Everything that is asked, or these fields and categories. */
const about = z.union([z.literal('all'), z.array(z.string().min(1)).min(1)], {
  error: '"all", or a list of fields and categories',
})
const speech = z.strictObject({
  permit: about.optional(),
  deny: about.optional(),
  /** A deny that names the judgement it rests on. */
  denyBy: z.record(z.string(), about).optional(),
  /** A deny that is the only reason this caller may see. */
  discreet: about.optional(),
  /** By judgement that it waits for. */
  require: z.record(z.string(), about).optional(),
  treat: z.partialRecord(z.enum(TREATMENTS), about).optional(),
  oblige: z.array(z.string()).min(1).optional(),
})

/** Of a record that was fetched: it goes to who asked, or it stays behind. */
const RECORD_OUTCOMES = ['goes', 'stays'] as const
const NOTHING = 'nothing'

const part = z.record(z.string(), z.unknown())
const givenPart = z.looseObject({ attestations: z.array(part).optional() })
const rowSchema = z.strictObject({
  nl: z.string().min(1),
  en: z.string().min(1),
  given: givenPart.default({}),
  /** Types of judgements, of those that are given, that this row does without. */
  without: z.array(z.string()).default([]),
  /** Judgements beside those that are given. */
  judged: z.array(part).default([]),
  settings: part.optional(),
  says: z.preprocess((says) => (says === NOTHING ? {} : says), speech),
  outcome: z.enum([...OUTCOMES, ...RECORD_OUTCOMES]),
})
type Row = z.infer<typeof rowSchema>

const normRows = z.strictObject({ given: givenPart.optional(), rows: z.array(rowSchema).min(1) })
const fileSchema = z.strictObject({ given: givenPart.optional(), norms: z.record(z.string(), normRows) })

export type RowExpected = { readonly norm: string; readonly says: Row['says']; readonly outcome: Row['outcome'] }

/** Where the rows of a norm stand, below the folder of policies. */
export function rowsFileOf(norm: string): string {
  return `cases/norms/${norm.split('-')[0]?.toLowerCase()}.json`
}

/** The rows of one act, each a question. Throws PolicyProblems under the name of the file: every problem of one row. */
export function rowsOf(document: unknown, file: string, base: Default, facts: Facts): Asked[] {
  const { given = {}, norms } = parsed(fileSchema, file, document)
  const strangers = Object.keys(norms).filter((norm) => nameOf(rowsFileOf(norm)) !== nameOf(file))
  if (strangers.length > 0) {
    throw new PolicyProblems(strangers.map((norm) => `${file}: /norms/${norm}: stands in ${rowsFileOf(norm)}`))
  }
  return Object.entries(norms).flatMap(([norm, { given: ofNorm = {}, rows }]) => {
    const common = over(given, ofNorm)
    return rows.map((row, at) => {
      const where = `/norms/${norm}/rows/${at}`
      const input = inputFrom(judged(over(common, row.given), row, file, where), file, base, facts, `${where}/given`)
      const wrong = problemsOf(row, input)
      if (wrong.length > 0) throw new PolicyProblems(wrong.map((problem) => `${file}: ${where}${problem}`))
      return {
        name: `${file.replace(/^cases\/|\.json$/g, '')}/${norm}#${at + 1}`,
        title: { nl: row.nl, en: row.en },
        input,
        settings: laidOver(base.settings, row.settings),
        entrypoint: entrypointOf(input),
        expect: { norm, says: row.says, outcome: row.outcome },
      }
    })
  })
}

const nameOf = (path: string) => path.split('/').at(-1)

type Given = z.infer<typeof givenPart>

/** One given over another. An act asks nothing and a question does nothing: what is below it of the other kind falls away. */
function over({ inquiry, act, ...rest }: Given, upper: Given): Given {
  return laidOver(
    {
      ...rest,
      ...(inquiry === undefined || isObject(upper.act) ? {} : { inquiry }),
      ...(act === undefined || isObject(upper.inquiry) ? {} : { act }),
    },
    upper,
  )
}

/** Throws PolicyProblems: to do without what is not there would be a row about nothing. */
function judged(given: Given, { without, judged: more }: Row, file: string, where: string): Given {
  const there = given.attestations ?? []
  const absent = without.filter((type) => !there.some((one) => one.type === type))
  if (absent.length > 0) {
    throw new PolicyProblems(absent.map((type) => `${file}: ${where}/without: ${type} is not given`))
  }
  if (without.length === 0 && more.length === 0) return given
  return { ...given, attestations: [...there.filter((one) => !without.includes(String(one.type))), ...more] }
}

function problemsOf({ outcome }: Row, { records }: PolicyInput): string[] {
  if (records.length > 1) return ['/given/records: a row gives one record; a case can give more']
  const ofRecord = RECORD_OUTCOMES.some((one) => one === outcome)
  if (ofRecord === (records.length === 1)) return []
  return ['/outcome: goes or stays, of a row that gives a record; permit, review or deny, of any other']
}

/** Whether the norm speaks in this row. */
export function speaks({ says }: RowExpected): boolean {
  return Object.keys(says).length > 0
}

/** What differs from what was expected, a line each; empty: nothing. */
export function rowDifferences({ norm, says, outcome }: RowExpected, answered: Answered): string[] {
  const found = answered.kind === 'verdict' ? ofVerdict(norm, answered.verdict) : ofRecord(norm, answered.screening)
  return [
    ...differs(`${norm} says`, wordsOf(says), found.words),
    ...differs('outcome', [outcome], [found.outcome]),
    ...found.besides.map((other) => `${other} speaks about the record as well, so it does not show what ${norm} says`),
  ]
}

type Found = { readonly words: readonly string[]; readonly outcome: string; readonly besides: readonly string[] }

function ofVerdict(norm: string, { findings, outcome }: Verdict): Found {
  const own = findings.filter((one) => one.norm === norm)
  const words = own.flatMap(({ effect, discreet, fields, category, attestation, treatment, obligation }) => {
    if (obligation !== undefined) return [inWords('oblige', obligation)]
    const told = discreet ? ['discreet'] : [effect, attestation ?? treatment ?? []].flat()
    return (fields ?? [category ?? 'all']).map((what) => inWords(...told, what))
  })
  return { words, outcome, besides: [] }
}

/** A screening names the norms of a record and what becomes of it, so one norm at a time shows what it says. */
function ofRecord(norm: string, { records, obligations }: Screening): Found {
  const [record] = records
  if (!record) return { words: [], outcome: 'no record', besides: [] }
  const { norms, released, treatments, dropped } = record
  const left = released
    ? [
        ...Object.entries(treatments).map(([field, treatment]) => inWords('treat', treatment, field)),
        ...dropped.map(({ field, index }) => inWords('treat', 'withhold', `${field}[${index}]`)),
      ]
    : [inWords('deny', 'all')]
  const spoke = norms.includes(norm)
  const owed = obligations.filter((one) => one.norm === norm).map((one) => inWords('oblige', one.obligation))
  return {
    words: [...(spoke ? left : []), ...owed],
    outcome: released ? 'goes' : 'stays',
    besides: spoke ? norms.filter((one) => one !== norm) : [],
  }
}

function wordsOf({
  permit,
  deny,
  denyBy = {},
  discreet,
  require = {},
  treat = {},
  oblige = [],
}: Row['says']): string[] {
  const plain = Object.entries({ permit, deny, discreet }).flatMap(([effect, what]) =>
    listed(what).map((one) => inWords(effect, one)),
  )
  const named = Object.entries({ deny: denyBy, require, treat }).flatMap(([effect, by]) =>
    Object.entries(by).flatMap(([name, what]) => listed(what).map((one) => inWords(effect, name, one))),
  )
  return [...plain, ...named, ...oblige.map((one) => inWords('oblige', one))]
}

function listed(what: z.infer<typeof about> | undefined): readonly string[] {
  return what === undefined ? [] : [what].flat()
}

function inWords(...words: readonly string[]): string {
  return words.join(' ')
}

function differs(what: string, wanted: readonly string[], found: readonly string[]): string[] {
  const [a, b] = [sorted(wanted), sorted(found)]
  return canonicalText(a) === canonicalText(b) ? [] : [`${what}: ${told(b)}, expected ${told(a)}`]
}

function sorted(words: readonly string[]): string[] {
  return [...new Set(words)].sort()
}

function told(words: readonly string[]): string {
  return words.length === 0 ? NOTHING : words.join('; ')
}
