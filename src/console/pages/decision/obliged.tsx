/** What a decision obliges to: what is owed, by whom and until when, apart from what would be if something had left or was done. */
import type { DecisionRecord } from '../../../api/documents-decision.ts'
import type { Visit } from '../../page.ts'
import { NormsNamed } from '../../parts/norms.tsx'
import { Table } from '../../parts/show.tsx'
import { until } from '../../parts/verdict.tsx'
import { numberOf, said } from '../../words.ts'

type Obligations = NonNullable<DecisionRecord['obligations']>
type Names = {
  readonly v: Visit
  readonly role: (code: string) => string
  readonly norm: (id: string) => string
}

export function Obliged({
  v,
  type,
  obligations,
  role,
  norm,
}: Names & { readonly type: string; readonly obligations: Obligations }) {
  const { t } = v
  const owed = obligations.filter((one) => one.owed)
  const unowed = obligations.filter((one) => !one.owed)
  const todo = owed.filter(({ owners }) => owners.length > 0)
  const rest = owed.filter(({ owners }) => owners.length === 0)
  const plain = (rows: Obligations) => rows.map((one) => [said(v, one.text), named(one)])
  const named = (one: Obligations[number]) => <NormsNamed ids={[one.norm]} title={norm} />
  const head = [t('Verplichting', 'Obligation'), t('Norm', 'Norm')] as const
  return (
    <>
      <Table
        caption={t('Wat iemand moet doen', 'What somebody must do')}
        head={[head[0], t('Wie', 'Who'), t('Uiterlijk', 'Due'), head[1]]}
        rows={todo.map((one) => [
          said(v, one.text),
          one.owners.map(role).join(t(' of ', ' or ')),
          until(v, one.due),
          named(one),
        ])}
        empty={t('Niemand hoeft iets te doen.', 'Nobody has to do anything.')}
      />
      {rest.length > 0 ? (
        <Table caption={t('Wat verder geldt', 'What else holds')} head={head} rows={plain(rest)} empty="" />
      ) : null}
      {unowed.length > 0 ? (
        <details class="sluis-disclosure">
          <summary>
            {type === 'decision' || type === 'preview'
              ? t('Zou gelden als er was verstrekt', 'Would hold if something had left')
              : t('Zou gelden als dit was gedaan', 'Would hold if this had been done')}{' '}
            ({numberOf(v, unowed.length)})
          </summary>
          <Table caption={t('Geldt nu niet', 'Does not hold now')} head={head} rows={plain(unowed)} empty="" />
        </details>
      ) : null}
    </>
  )
}
