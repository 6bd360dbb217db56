/** What may come next for a case, what that takes, and bringing it there with grounds. */
import type { OpenCaseDocument } from '../../../api/documents-case.ts'
import { attestationTypeDocumentSchema } from '../../../api/documents-judging.ts'
import type { Visit } from '../../page.ts'
import { Csrf, SelectField, Submit, TextArea } from '../../parts/form.tsx'
import { Badge, Section, Table } from '../../parts/show.tsx'
import { namesOf, said, tableOf } from '../../words.ts'
import type { Faults } from './subjects.tsx'

type Next = OpenCaseDocument['next'][number]
type NameOf = (code: string) => string

export async function onward(
  v: Visit,
  open: OpenCaseDocument,
  stateOf: (regime: string, state: string) => string,
  faults: Faults | null,
) {
  const { t } = v
  const { next, facts } = open
  const [role, judgementsOf] = await Promise.all([namesOf(v, 'roles'), judgementsByNorm(v)])
  const name = (to: string) => stateOf(facts.regime, to)
  return (
    <Section title={t('Wat hierna kan komen', 'What may come next')} id="verder">
      <Table
        caption={t('Volgende stappen', 'Next steps')}
        head={[
          t('Stap', 'Step'),
          t('Nu voor u mogelijk', 'Open to you now'),
          t('Wat er nog moet komen', 'What must still come'),
          t('Wie het doet', 'Who does it'),
        ]}
        rows={next.map((one) => [
          name(one.to),
          <Now v={v} next={one} />,
          awaited(v, one, judgementsOf, role),
          one.roles.map(role).join(', '),
        ])}
        empty={t('Deze zaak is aan haar eind.', 'This case is at its end.')}
      />
      {next.some(({ outcome }) => outcome === 'permit') ? (
        <details class="sluis-disclosure" open={faults?.errors.moveGrounds !== undefined}>
          <summary>{t('De zaak verder brengen', 'Bring the case further')}</summary>
          <form method="post" action={`/console/cases/${open.id}/transitions`} class="sluis-form" autocomplete="off">
            <Csrf v={v} />
            <SelectField
              name="to"
              label={t('Volgende stap', 'Next step')}
              choices={next.filter(({ outcome }) => outcome === 'permit').map(({ to }) => [to, name(to)])}
            />
            <TextArea
              name="moveGrounds"
              label={t('Motivering', 'Grounds')}
              value={faults?.form.text('moveGrounds') ?? ''}
              error={faults?.errors.moveGrounds}
              required
            />
            <Submit>{t('Vastleggen', 'Record')}</Submit>
          </form>
        </details>
      ) : null}
    </Section>
  )
}

function Now({ v, next }: { readonly v: Visit; readonly next: Next }) {
  const { t } = v
  if (next.outcome === 'permit') return <Badge tone="positive">{t('ja', 'yes')}</Badge>
  const ready = next.missing.length === 0 && next.reasons.length === 0
  return (
    <Badge tone={ready ? 'neutral' : 'warning'}>
      {ready ? t('nee, iemand anders wel', 'no, somebody else can') : t('nog niet', 'not yet')}
    </Badge>
  )
}

/** Judgements that are awaited, and of a norm that refuses those that it rests on. */
function awaited(
  v: Visit,
  { missing, reasons }: Next,
  judgementsOf: (norm: string) => readonly string[],
  role: NameOf,
) {
  const given = missing.map(({ title, roles }) => `${said(v, title)} (${roles.map(role).join(', ')})`)
  const rested = reasons.flatMap(({ norm, title }) => {
    const own = judgementsOf(norm)
    return own.length > 0 ? own : [said(v, title)]
  })
  const all = [...new Set([...given, ...rested])]
  if (all.length === 0) return v.t('niets', 'nothing')
  return (
    <ul class="utrecht-unordered-list">
      {all.map((one) => (
        <li class="utrecht-unordered-list__item">{one}</li>
      ))}
    </ul>
  )
}

async function judgementsByNorm(v: Visit): Promise<(norm: string) => readonly string[]> {
  const items = await tableOf(v, 'attestation-types', attestationTypeDocumentSchema)
  return (norm) => items.filter((row) => row.norm === norm).map((row) => said(v, row))
}
