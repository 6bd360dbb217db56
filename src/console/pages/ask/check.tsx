/** Before asking: the whole question, each part with a way back to it, and what would come of it. Nothing was fetched yet. */
import type { ApiProblem } from '../../api.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { type Answer, Decided, OutcomeLine } from '../../parts/answer.tsx'
import { Csrf, FormProblem, labelIn, Submit } from '../../parts/form.tsx'
import { LanguageOfForm } from '../../parts/language.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Section } from '../../parts/show.tsx'
import { newKey } from './answered.tsx'
import type { Draft } from './draft.ts'
import type { Tables } from './fitting.ts'
import { Hidden, labelsOf, STEP_TITLES } from './steps.tsx'
import { Chosen, Progress, summary } from './summary.tsx'

type Checked = {
  readonly v: Visit
  readonly tables: Tables
  readonly draft: Draft
  readonly preview: Answer
  readonly trouble: ApiProblem | null
  /** It stood open for longer than its key lasts, so nothing was asked. */
  readonly stale: boolean
}

export function checkPage({ v, tables, draft, preview, trouble, stale }: Checked) {
  const { t } = v
  const [nl, en] = STEP_TITLES.check
  return (
    <Layout v={v} title={t(nl, en)} languageInForm>
      <Progress v={v} step="check" />
      <FormProblem v={v} problem={trouble} named={(field) => labelIn(labelsOf(v), field)} />
      {stale ? <Stale v={v} /> : null}
      <form method="post" action="/console/ask/answer" class="sluis-form" autocomplete="off">
        <Csrf v={v} />
        <input type="hidden" name="key" value={newKey(v)} />
        <Hidden draft={draft} step="check" />
        <Section title={t('Wat er zou gebeuren', 'What would happen')}>
          <OutcomeLine v={v} answer={preview} />
          <p class="nl-paragraph">{meaning(v, preview)}</p>
        </Section>
        <div class="sluis-actions">
          <Submit {...(preview.outcome === 'deny' ? { kind: 'secondary' } : {})}>{t('Nu vragen', 'Ask now')}</Submit>
        </div>
      </form>
      <Decided v={v} decision={preview} would />
      <form method="post" action="/console/ask#inhoud" autocomplete="off">
        <Csrf v={v} />
        <input type="hidden" name="step" value="check" />
        <Hidden draft={draft} step="check" />
        <Section title={t('Uw vraag', 'Your question')}>
          <Chosen v={v} parts={summary(v, tables, draft)} />
        </Section>
        <LanguageOfForm v={v} />
      </form>
    </Layout>
  )
}

function meaning({ t }: Visit, { outcome }: Answer): string {
  if (outcome === 'permit') return t('U krijgt een antwoord.', 'You get an answer.')
  if (outcome === 'review') {
    return t(
      'Uw vraag wacht dan op een oordeel van iemand anders. Hieronder staat van wie.',
      'Your question then waits for the judgement of somebody else. Below stands of whom.',
    )
  }
  return t(
    'Uw vraag wordt dan geweigerd. Hieronder staat waarom, en wat u wel kunt doen. Past u de vraag aan, dan kan dat veranderen.',
    'Your question is refused then. Below stands why, and what you can do. If you change the question, that may change.',
  )
}

function Stale({ v }: { readonly v: Visit }) {
  return (
    <Alert kind="warning" focus>
      <p class="nl-paragraph">
        {v.t(
          'Er is nu niets gevraagd: deze bladzijde stond te lang open. Kijk de vraag na en vraag opnieuw. Had u al een antwoord, kijk dan bij Mijn verzoeken.',
          'Nothing was asked now: this page stood open for too long. Check the question and ask again. If you had an answer already, look at My requests.',
        )}
      </p>
    </Alert>
  )
}
