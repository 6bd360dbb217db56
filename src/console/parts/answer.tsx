/** What came of a question, or would come of it: the data that were given, what became of each field and why, what can be done. */
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { inquiryDocumentSchema } from '../../api/documents.ts'
import { sourceDocumentSchema } from '../../api/documents-vocabulary.ts'
import type { Json } from '../../domain/disclosure.ts'
import type { Visit } from '../page.ts'
import { dayOf, exactNumberOf, said, sumOf, tableOf } from '../words.ts'
import { fieldWord } from './codes.ts'
import { Badge, Outcome, Pairs, Section, Table } from './show.tsx'
import { treatmentWord } from './treatment.ts'
import { Missing, Reasons, Remedies, until, type Verdict } from './verdict.tsx'

export type Answer = z.infer<typeof inquiryDocumentSchema>
type Decision = Verdict &
  Pick<Answer, 'fields' | 'obligations'> & {
    /** What it waited for came since. */
    readonly judged?: boolean
  }
type Field = Answer['fields'][number]

type Told = { readonly v: Visit; readonly decision: Decision }

/** What a decision says, without data. `would`: it was only looked at beforehand. */
export function Decided({ v, decision, would = false }: Told & { readonly would?: boolean }) {
  const { t } = v
  const refused = decision.outcome === 'deny'
  const norms = (
    <Section
      title={
        refused
          ? t('Waarom niet: de normen die dit tegenhouden', 'Why not: the norms that stand in the way')
          : t('De normen die beslissen', 'The norms that decide')
      }
    >
      <Reasons v={v} reasons={decision.reasons} />
    </Section>
  )
  const fields = <Fields v={v} decision={decision} would={would} />
  const onward = <Onward v={v} decision={decision} />
  return (
    <>
      {/* Who is refused first reads which norm it is, and what is open to them. */}
      {refused ? [norms, onward, fields] : [fields, onward, norms]}
      <Owed v={v} owed={owedFor(decision)} />
    </>
  )
}

function Fields({ v, decision, would }: Told & { readonly would: boolean }) {
  const { t } = v
  if (decision.fields.length === 0) return null
  return (
    <Section title={would ? t('Wat u zou krijgen', 'What you would get') : t('Per veld', 'Field by field')}>
      <Table
        caption={t('Velden en wat ermee gebeurt', 'Fields and what becomes of them')}
        head={[t('Veld', 'Field'), t('Behandeling', 'Treatment'), t('Waarom', 'Why')]}
        rows={decision.fields.map((field) => [
          fieldWord(v, field.name),
          treated(v, field, decision.judged),
          why(v, field, decision),
        ])}
        empty=""
      />
    </Section>
  )
}

/** The judgements that are missing, and the lawful routes. */
function Onward({ v, decision: { missing, remedies } }: Told) {
  const { t } = v
  return (
    <>
      {missing.length > 0 ? (
        <Section title={t('Wat er nog moet komen', 'What must still come')}>
          <Missing v={v} missing={missing} />
        </Section>
      ) : null}
      {remedies.length > 0 ? (
        <Section title={t('Wat u wel kunt doen', 'What you can do')}>
          <Remedies v={v} remedies={remedies} />
        </Section>
      ) : null}
    </>
  )
}

function Owed({ v, owed }: { readonly v: Visit; readonly owed: Decision['obligations'] }) {
  const { t } = v
  if (owed.length === 0) return null
  return (
    <Section title={t('Wat u daarna moet doen', 'What you must do next')}>
      <ul class="utrecht-unordered-list">
        {owed.map(({ text, due }) => (
          <li class="utrecht-unordered-list__item">
            {said(v, text)} ({t('uiterlijk', 'at latest')}: {until(v, due)})
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What somebody owes for it: who got nothing owes nothing for what they got, only what a norm says that refused. */
function owedFor({ outcome, obligations, reasons }: Decision): Decision['obligations'] {
  const refused = new Set(outcome === 'deny' ? reasons.map(({ norm }) => norm) : [])
  return obligations.filter(({ owners, norm }) => owners.length > 0 && (outcome === 'permit' || refused.has(norm)))
}

/** In one line, first of all. */
export function OutcomeLine({ v, answer }: { readonly v: Visit; readonly answer: Pick<Answer, 'outcome'> }) {
  return (
    <p class="nl-paragraph">
      <Outcome v={v} outcome={answer.outcome} />
    </p>
  )
}

type DataProps = {
  readonly v: Visit
  readonly disclosure: NonNullable<Answer['disclosure']>
  /** What became of each: stands beside a value that is not the whole one. */
  readonly fields: readonly Field[]
  /** Which of them are amounts of money. */
  readonly amounts?: ReadonlySet<string>
}

/** As the catalogue says of this source; of what is held, and is in no catalogue, nothing is known. */
export async function amountsOf(v: Visit, source: string): Promise<ReadonlySet<string>> {
  const sources = await tableOf(v, 'sources', sourceDocumentSchema)
  const fields = sources.find(({ code }) => code === source)?.fields ?? []
  return new Set(fields.filter(({ format }) => format === 'amount').map(({ name }) => name))
}

export function Data({ v, disclosure, fields, amounts = new Set() }: DataProps) {
  const { t } = v
  const of = new Map(fields.map((field) => [field.name, field]))
  const { hit, records } = disclosure
  return (
    <Section title={t('De gegevens', 'The data')} id="gegevens">
      {hit === undefined ? null : (
        <p class="nl-paragraph">
          {hit ? t('Er is iets bekend.', 'Something is known.') : t('Er is niets bekend.', 'Nothing is known.')}
        </p>
      )}
      {hit === undefined && records.length === 0 ? (
        <p class="nl-paragraph">{t('De bron heeft hierover niets.', 'The source has nothing about this.')}</p>
      ) : null}
      {records.map((record, i) => (
        <div class="sluis-record">
          {records.length > 1 ? (
            <h3 class="nl-heading nl-heading--level-3">
              {t('Gegeven', 'Record')} {i + 1}
            </h3>
          ) : null}
          <Pairs
            pairs={Object.entries(record).map(([name, value]) => [
              fieldWord(v, name),
              <>
                {amounts.has(name) && typeof value === 'number' ? sumOf(v, value) : shownValue(v, value as Json)}{' '}
                {treatedOtherwise(v, of.get(name))}
              </>,
            ])}
          />
        </div>
      ))}
    </Section>
  )
}

function shownValue(v: Visit, value: Json): Child {
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? v.t('ja', 'yes') : v.t('nee', 'no')
  if (typeof value === 'number') return exactNumberOf(v, value)
  if (typeof value === 'string') return isDay(value) ? <time datetime={value}>{dayOf(v, value)}</time> : value
  if (Array.isArray(value)) {
    return (
      <ul class="utrecht-unordered-list">
        {value.map((one) => (
          <li class="utrecht-unordered-list__item">{shownValue(v, one)}</li>
        ))}
      </ul>
    )
  }
  const inner = Object.entries(value as { readonly [key: string]: Json })
  return inner.map(([name, one], i) => (
    <>
      {i > 0 ? ', ' : ''}
      {fieldWord(v, name)}: {shownValue(v, one)}
    </>
  ))
}

/** A whole day as sources write it; one that is in no calendar, or a year alone, is shown as it came. */
const isDay = (text: string): boolean => z.iso.date().safeParse(text).success

function treatedOtherwise(v: Visit, field: Field | undefined) {
  return field && field.treatment !== 'release' ? treated(v, field) : null
}

function treated(v: Visit, { treatment, waiting }: Field, judged = false) {
  if (waiting && judged) return <Badge tone="neutral">{v.t('er is nu een oordeel', 'there is a judgement now')}</Badge>
  if (waiting) return <Badge tone="warning">{v.t('wacht op een oordeel', 'waits for a judgement')}</Badge>
  const tone = treatment === 'withhold' ? 'negative' : treatment === 'release' ? 'positive' : 'neutral'
  return <Badge tone={tone}>{treatmentWord(v, treatment)}</Badge>
}

function why(v: Visit, { norms }: Field, { reasons }: Pick<Verdict, 'reasons'>) {
  const titles = norms.map((norm) => {
    const found = reasons.find((reason) => reason.norm === norm)
    return found ? `${said(v, found.title)} (${norm})` : norm
  })
  return titles.join('; ')
}
