/** What a judgement would change: per question that waits, by field and treatment. Never a value: the judge sees none. */
import type { z } from 'zod'
import type { judgementPreviewSchema } from '../../../api/documents-judging.ts'
import type { Visit } from '../../page.ts'
import { NotPermitted } from '../../parts/acted.tsx'
import { Alert } from '../../parts/alert.tsx'
import { fieldWord } from '../../parts/codes.ts'
import { Opens } from '../../parts/opens.tsx'
import { Code, Outcome, Table } from '../../parts/show.tsx'
import { treatmentWord } from '../../parts/treatment.ts'
import { numberOf, said } from '../../words.ts'

export type Preview = z.infer<typeof judgementPreviewSchema>
type Effect = Preview['effects'][number]
type Props = { readonly v: Visit; readonly preview: Omit<Preview, 'judgement'>; readonly inquiry?: string }

export function Effects({ v, preview, inquiry }: Props) {
  const { t } = v
  if (preview.outcome !== 'permit') return <NotPermitted v={v} acted={preview} />
  const { effects, moreEffects } = preview
  const waiting = effects.filter(({ outcome }) => outcome === 'review')
  return (
    <Alert kind="info" title={t('Dit zou het veranderen', 'This is what it would change')} focus>
      <p class="nl-paragraph">{t('Er is nog niets vastgelegd.', 'Nothing was recorded yet.')}</p>
      <EffectTable v={v} effects={effects.filter(({ outcome }) => outcome !== 'review')} inquiry={inquiry} />
      {waiting.length > 0 ? (
        <details class="sluis-disclosure">
          <summary>
            {t('Wat daarna nog wacht', 'What still waits after it')} ({numberOf(v, waiting.length)})
          </summary>
          <EffectTable v={v} effects={waiting} inquiry={inquiry} />
        </details>
      ) : null}
      {moreEffects ? (
        <p class="nl-paragraph">
          {t('Er wachten meer vragen dan hier staan.', 'More questions wait than are shown here.')}
        </p>
      ) : null}
    </Alert>
  )
}

type TableProps = {
  readonly v: Visit
  readonly effects: readonly Effect[]
  readonly inquiry: string | undefined
}

function EffectTable({ v, effects, inquiry }: TableProps) {
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
          t('Deze vraag', 'This question')
        ) : (
          <Opens v={v} page="decision" href={`/console/decisions/${effect.inquiryId}`}>
            <Code>{effect.inquiryId}</Code>
          </Opens>
        ),
        <Outcome v={v} outcome={effect.outcome} />,
        fieldsOf(v, effect),
        effect.missing.map(({ title }) => said(v, title)).join('; ') || t('niets', 'nothing'),
      ])}
      empty={t('Er wacht geen vraag waaraan dit iets verandert.', 'No question waits that this would change.')}
    />
  )
}

function fieldsOf(v: Visit, { fields }: Effect): string {
  const word = ({ treatment, waiting }: Effect['fields'][number]) =>
    waiting ? v.t('wacht', 'waits') : treatmentWord(v, treatment)
  return fields.map((field) => `${fieldWord(v, field.name)}: ${word(field)}`).join('; ') || '–'
}
