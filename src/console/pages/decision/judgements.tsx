/** The judgements that a decision relied on, as they were then. */
import { attestationTypeDocumentSchema } from '../../../api/documents-judging.ts'
import type { AdlRead, UsedJudgement } from '../../adl.ts'
import type { Visit } from '../../page.ts'
import { Judged } from '../../parts/judged.tsx'
import { codesNamed } from '../../parts/scope.ts'
import { Badge, Code, Table } from '../../parts/show.tsx'
import { dayOf, numberOf, said, tableOf } from '../../words.ts'

const DAY_MS = 86_400_000

/** What was judged about another purpose, regime or source stood by, but could not count here. */
export async function usedJudgements(v: Visit, judgements: readonly UsedJudgement[], { question }: AdlRead) {
  const apart = ({ scope }: UsedJudgement) =>
    (['purpose', 'regime', 'source'] as const).some((key) => {
      const [judged, asked] = [scope[key], question[key]]
      return judged !== null && asked !== null && judged !== asked
    })
  const [other, here] = [judgements.filter(apart), judgements.filter((one) => !apart(one))]
  return (
    <>
      {await judgedTable(v, here)}
      {other.length > 0 ? (
        <details class="sluis-disclosure">
          <summary>
            {v.t('Ook van kracht, over iets anders', 'Also in force, about something else')} (
            {numberOf(v, other.length)})
          </summary>
          {await judgedTable(v, other)}
        </details>
      ) : null}
    </>
  )
}

async function judgedTable(v: Visit, judgements: readonly UsedJudgement[]) {
  const { t } = v
  const items = await tableOf(v, 'attestation-types', attestationTypeDocumentSchema)
  const about = await aboutNames(v)
  const typeOf = (code: string) => items.find((item) => item.code === code)
  return (
    <Table
      caption={t('Geldig toen dit werd besloten', 'In force when this was decided')}
      head={[
        t('Oordeel', 'Judgement'),
        t('Waarover', 'About'),
        t('Uitkomst', 'Outcome'),
        t('Door (pseudoniem)', 'By (pseudonym)'),
        t('Tot', 'Until'),
      ]}
      rows={judgements.map(({ type, outcome, scope, by, validUntilDay, withdrawnByCaller }) => {
        const row = typeOf(type)
        return [
          row ? said(v, row) : type,
          about(scope),
          <>
            <Judged v={v} type={row} outcome={outcome} />
            {withdrawnByCaller ? (
              <>
                {' '}
                <Badge tone="warning">{t('ingetrokken door de vrager', 'withdrawn by the asker')}</Badge>
              </>
            ) : null}
          </>,
          <Code>{by}</Code>,
          validUntilDay === null ? '–' : dayOf(v, new Date(validUntilDay * DAY_MS)),
        ]
      })}
      empty={t('Er was geen oordeel.', 'There was no judgement.')}
    />
  )
}

/** What a judgement is about, in names; whom it is about is not said. */
async function aboutNames(v: Visit): Promise<(scope: UsedJudgement['scope']) => string> {
  const { t } = v
  const named = await codesNamed(v)
  return (scope) => {
    const persons = scope.subject !== null || scope.person !== null ? [t('één persoon', 'one person')] : []
    return [...named(scope), ...persons].join('; ') || t('alles', 'everything')
  }
}
