/** What a decision obliges to: what is owed, apart from what would be owed if something had left or was done. */
import { owedWhenRefused } from '../../../cases/duties.ts'
import type { readAdl } from '../../adl.ts'
import type { Visit } from '../../page.ts'
import { NormsNamed } from '../../parts/norms.tsx'
import { Table } from '../../parts/show.tsx'
import { numberOf } from '../../words.ts'

type Read = Pick<ReturnType<typeof readAdl>, 'outcome' | 'findings' | 'obligations'>
type Names = {
  readonly v: Visit
  readonly name: (obligation: string) => string
  readonly norm: (id: string) => string
}

export function Obliged({ v, type, read, name, norm }: Names & { readonly type: string; readonly read: Read }) {
  const { t } = v
  const owed = owedBy(type, read)
  const unowed = read.obligations.filter((one) => !owed.includes(one))
  return (
    <>
      <Rows v={v} caption={t('Verplichtingen', 'Obligations')} rows={owed} name={name} norm={norm} />
      {unowed.length > 0 ? (
        <details class="sluis-disclosure">
          <summary>
            {type === 'decision' || type === 'preview'
              ? t('Zou gelden als er was verstrekt', 'Would hold if something had left')
              : t('Zou gelden als dit was gedaan', 'Would hold if this had been done')}{' '}
            ({numberOf(v, unowed.length)})
          </summary>
          <Rows v={v} caption={t('Geldt nu niet', 'Does not hold now')} rows={unowed} name={name} norm={norm} />
        </details>
      ) : null}
    </>
  )
}

/** As the log has it (src/steps/record.ts, src/acts.ts): a preview binds nobody, and neither does an act that was refused. */
function owedBy(type: string, { outcome, findings, obligations }: Read): Read['obligations'] {
  if (type === 'preview' || outcome === 'review') return []
  if (outcome === 'permit') return obligations
  const discreet = findings.some((finding) => finding.discreet)
  const owed = type === 'decision' && !discreet ? owedWhenRefused({ findings, obligations }) : []
  return obligations.filter((one) => owed.includes(one))
}

function Rows({
  v,
  caption,
  rows,
  name,
  norm,
}: Names & { readonly caption: string; readonly rows: Read['obligations'] }) {
  const { t } = v
  return (
    <Table
      caption={caption}
      head={[t('Verplichting', 'Obligation'), t('Norm', 'Norm')]}
      rows={rows.map((one) => [name(one.obligation), <NormsNamed ids={[one.norm]} title={norm} />])}
      empty={t('Niets.', 'Nothing.')}
    />
  )
}
