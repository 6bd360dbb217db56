/** A judgement that no question waits for: its type is chosen first, then its form is shown. */
import type { Context } from 'hono'
import type { Visit } from '../../page.ts'
import { SelectField, Submit } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { spokenNorms } from '../../parts/norms.tsx'
import { Section } from '../../parts/show.tsx'
import { said } from '../../words.ts'
import { emptyForm, judged } from './giving.tsx'
import { judgementsMenu } from './menu.tsx'
import { judgementTypes, nothingHere } from './types.ts'

export async function record(v: Visit, c: Context) {
  const { t } = v
  const { type: code = '', caseId } = c.req.query()
  const types = await judgementTypes(v)
  const mine = [...types.values()].filter((one) => one.mine)
  if (code === '') {
    return (
      <Layout v={v} title={t('Nieuw oordeel', 'New judgement')} lead={leadOf(v)}>
        {judgementsMenu(v)}
        {mine.length > 0 ? (
          <form method="get" action="/console/judgements/new" class="sluis-form">
            <SelectField
              name="type"
              label={t('Welk oordeel', 'Which judgement')}
              choices={mine.map((one) => [one.code, `${said(v, one)} (${levelWord(v, one.level)})`])}
              required
            />
            <Submit>{t('Verder', 'Continue')}</Submit>
          </form>
        ) : (
          <p class="nl-paragraph">{t('Uw rol geeft geen oordelen.', 'Your role gives no judgements.')}</p>
        )}
      </Layout>
    )
  }
  const type = types.get(code) ?? nothingHere(v)
  const form = {
    type,
    action: `/console/judgements/new?type=${type.code}`,
    caseId: type.level === 'case' ? 'asked' : null,
  }
  const sent = c.req.method === 'POST' ? await judged(v, c, form) : null
  if (sent?.done) return c.redirect('/console/judgements?done=given', 303)
  return (
    <Layout v={v} title={said(v, type)} lead={t('Een oordeel vastleggen', 'Recording a judgement')} languageInForm>
      {judgementsMenu(v)}
      {sent?.word ?? null}
      <Section title={t('Uw oordeel', 'Your judgement')}>
        {sent ? await sent.form() : await emptyForm(v, form, caseId)}
      </Section>
      <Section title={t('De norm die hierop rust', 'The norm that rests on it')}>
        {await spokenNorms(v, [type.norm])}
      </Section>
    </Layout>
  )
}

function leadOf({ t }: Visit): string {
  return t(
    'Leg een oordeel vast waarop geen vraag wacht, zoals een registeropneming, een DPIA of een collegebesluit.',
    'Record a judgement that no question waits for, such as a register entry, a DPIA or a decision of the college.',
  )
}

function levelWord({ t }: Visit, level: 'case' | 'organisation'): string {
  return level === 'case' ? t('in een zaak', 'in a case') : t('voor de organisatie', 'for the organisation')
}
