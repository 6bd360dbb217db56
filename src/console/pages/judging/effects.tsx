/** What a judgement would change: per question that waits, by field and treatment. Never a value: the judge sees none. */
import type { z } from 'zod'
import type { judgementPreviewSchema } from '../../../api/documents-judging.ts'
import type { Visit } from '../../page.ts'
import { NotPermitted } from '../../parts/acted.tsx'
import { Alert } from '../../parts/alert.tsx'
import { InquiryName } from '../../parts/case.tsx'
import { fieldWord } from '../../parts/codes.ts'
import { Opens } from '../../parts/opens.tsx'
import { Outcome, outcomeWord, Table } from '../../parts/show.tsx'
import { treatmentWord } from '../../parts/treatment.ts'
import { numberOf, said } from '../../words.ts'

export type Preview = z.infer<typeof judgementPreviewSchema>
type Effect = Preview['effects'][number]
type Props = { readonly v: Visit; readonly preview: Preview; readonly inquiry?: string }

/** The question at hand first, then what changes; what stays as it is stands apart. */
export function Effects({ v, preview, inquiry }: Props) {
  const { t } = v
  if (preview.outcome !== 'permit') return <NotPermitted v={v} acted={preview} />
  const { effects, changes } = preview
  const changed = new Map(changes.map((one) => [one.inquiryId, one.from]))
  const isShown = ({ inquiryId }: Effect) => inquiryId === inquiry || changed.has(inquiryId)
  const same = effects.filter((effect) => !isShown(effect))
  return (
    <Alert kind="info" title={t('Dit zou het veranderen', 'This is what it would change')} focus>
      <p class="nl-paragraph">
        {t('Er is nog niets vastgelegd.', 'Nothing was recorded yet.')} {lookedWord(v, preview)}
      </p>
      <EffectTable v={v} effects={effects.filter(isShown)} changed={changed} inquiry={inquiry} />
      {same.length > 0 ? (
        <details class="sluis-disclosure">
          <summary>
            {t('Waar de uitkomst gelijk blijft', 'Where the outcome stays the same')} ({numberOf(v, same.length)})
          </summary>
          <EffectTable v={v} effects={same} changed={changed} inquiry={inquiry} />
        </details>
      ) : null}
    </Alert>
  )
}

/** More than wait for this very judgement: others of the case or the source may get another outcome by it as well. */
function lookedWord(v: Visit, { looked: { inquiries, of, more }, changes }: Preview): string {
  const { t } = v
  if (of === 0 && !more) return t('Er wacht geen vraag die u mag zien.', 'No question waits that you may see.')
  const [some, all, changed] = [inquiries, of, changes.length].map((count) => numberOf(v, count))
  const touched = more
    ? t(`meer dan ${all} wachtende vragen`, `more than ${all} waiting questions`)
    : of === 1
      ? t('1 wachtende vraag', '1 waiting question')
      : t(`${all} wachtende vragen`, `${all} waiting questions`)
  const others =
    of === 1 ? '' : t(', ook vragen die op iets anders wachten', ', also questions that wait for something else')
  const looked =
    more || inquiries < of ? t(` Daarvan zijn er ${some} bekeken.`, ` Of these ${some} were looked at.`) : ''
  const result =
    changes.length === 0
      ? t('Bij geen ervan verandert de uitkomst.', 'Of none does the outcome change.')
      : t(`Bij ${changed} verandert de uitkomst.`, `Of ${changed} the outcome changes.`)
  return `${t('Dit kan', 'This can touch')} ${touched}${t(' raken', '')}${others}.${looked} ${result}`
}

type TableProps = {
  readonly v: Visit
  readonly effects: readonly Effect[]
  /** What the outcome would be now, where it changes. */
  readonly changed: ReadonlyMap<string, Effect['outcome']>
  readonly inquiry: string | undefined
}

function EffectTable({ v, effects, changed, inquiry }: TableProps) {
  const { t } = v
  return (
    <Table
      caption={t('Vragen, en wat er daarna geldt', 'Questions, and what holds after it')}
      head={[
        t('Vraag', 'Question'),
        t('Uitkomst daarna', 'Outcome after it'),
        t('Velden', 'Fields'),
        t('Wacht nog op', 'Still waits for'),
      ]}
      rows={effects.map((effect) => [
        effect.inquiryId === inquiry ? (
          <strong>{t('Deze vraag', 'This question')}</strong>
        ) : (
          <Opens v={v} page="decision" href={`/console/decisions/${effect.inquiryId}`}>
            <InquiryName id={effect.inquiryId} />
          </Opens>
        ),
        <After v={v} outcome={effect.outcome} now={changed.get(effect.inquiryId)} />,
        fieldsOf(v, effect),
        effect.missing.map(({ title }) => said(v, title)).join('; ') || t('niets', 'nothing'),
      ])}
      empty={t('Er wacht geen vraag waaraan dit iets verandert.', 'No question waits that this would change.')}
    />
  )
}

type AfterProps = {
  readonly v: Visit
  readonly outcome: Effect['outcome']
  readonly now: Effect['outcome'] | undefined
}

function After({ v, outcome, now }: AfterProps) {
  return (
    <>
      <Outcome v={v} outcome={outcome} />
      <div class="sluis-small">
        {now ? `${v.t('nu: ', 'now: ')}${outcomeWord(v, now).toLowerCase()}` : v.t('net als nu', 'as it is now')}
      </div>
    </>
  )
}

function fieldsOf(v: Visit, { fields }: Effect): string {
  const word = ({ treatment, waiting }: Effect['fields'][number]) =>
    waiting ? v.t('wacht', 'waits') : treatmentWord(v, treatment)
  return fields.map((field) => `${fieldWord(v, field.name)}: ${word(field)}`).join('; ') || '–'
}
