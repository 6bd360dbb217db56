/** Opening a case: from a signal within the gemeente, or by reporting one to a RIEC with its four motivated claims (BGS 2.16). */
import type { Context } from 'hono'
import { actDocumentSchema } from '../../../api/documents.ts'
import { organDocumentSchema, purposeDocumentSchema } from '../../../api/documents-vocabulary.ts'
import type { Answered } from '../../api.ts'
import { atFields, type Sent, sent } from '../../form.ts'
import type { View, Visit } from '../../page.ts'
import {
  Csrf,
  FormProblem,
  faultsOf,
  labelIn,
  OptionField,
  SelectField,
  Submit,
  TextArea,
  TextField,
} from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Section } from '../../parts/show.tsx'
import { ActRefused, type Verdict } from '../../parts/verdict.tsx'
import { choicesOf, said, tableOf } from '../../words.ts'

const TRACKS = { municipal: 'BGP', riec: 'WGS' } as const
type Track = keyof typeof TRACKS
const CLAIMS = ['objective', 'necessary', 'several', 'region'] as const
type Claim = (typeof CLAIMS)[number]

const trackOf = (given: string): Track => (given === 'riec' ? 'riec' : 'municipal')
const POINTERS = Object.fromEntries([
  ...CLAIMS.flatMap((name) => [[`/signal/${name}/why`, `${name}-why`]]),
  ...['purposes', 'crimeForm', 'region', 'grounds', 'activity'].map((name) => [`/${name}`, name]),
])
const NOTHING: Sent = { text: () => '', all: () => [], given: () => undefined }

export async function openCase(v: Visit, c: Context) {
  const track = trackOf(c.req.param('track') ?? '')
  const form = await sent(c)
  const opened = await v.api.send('POST', '/cases', openingOf(track, form), actDocumentSchema)
  if (opened.ok && opened.value.caseId) return c.redirect(`/console/cases/${opened.value.caseId}`, 303)
  return openCasePage(v, track, form, opened.ok ? opened : { ok: false, problem: atFields(opened.problem, POINTERS) })
}

function openingOf(track: Track, form: Sent) {
  const claim = (name: Claim) => ({ holds: form.text(`${name}-holds`) === 'yes', why: form.text(`${name}-why`) })
  return {
    regime: TRACKS[track],
    purposes: form.all('purposes'),
    region: form.given('region'),
    crimeForm: form.given('crimeForm'),
    grounds: form.text('grounds'),
    ...(track === 'municipal'
      ? {}
      : {
          activity: form.given('activity'),
          involved: form.all('involved'),
          signal: Object.fromEntries(CLAIMS.map((name) => [name, claim(name)])),
        }),
  }
}

/** `done`: what became of an opening that did not go through. */
export async function openCasePage(
  v: Visit,
  given: string,
  form: Sent = NOTHING,
  done?: Answered<Verdict>,
): Promise<Awaited<View>> {
  const { t } = v
  const track = trackOf(given)
  const problem = done?.ok === false ? done.problem : null
  const errors = faultsOf(v, problem)
  const items = await tableOf(v, 'purposes', purposeDocumentSchema)
  const purposes = items.filter(({ regimes }) => regimes.includes(TRACKS[track]))
  const title =
    track === 'riec'
      ? t('Een signaal melden aan het RIEC', 'Reporting a signal to the RIEC')
      : t('Een zaak openen binnen de gemeente', 'Opening a case within the municipality')
  return (
    <Layout
      v={v}
      title={title}
      lead={t(
        'De doelen staan daarna vast: zij veranderen niet meer.',
        'The purposes are fixed after this: they do not change.',
      )}
    >
      <FormProblem v={v} problem={problem} named={(field) => labelIn(labelsOf(v), field)} />
      {done?.ok ? <ActRefused v={v} verdict={done.value} /> : null}
      <form method="post" action={`/console/cases/new/${track}`} class="sluis-form" autocomplete="off">
        <Csrf v={v} />
        <OptionField
          name="purposes"
          kind="checkbox"
          legend={labelsOf(v).purposes ?? ''}
          choices={purposes.map((purpose) => [purpose.code, said(v, purpose)])}
          chosen={form.all('purposes')}
          error={errors.purposes}
        />
        <SelectField
          name="crimeForm"
          label={labelsOf(v).crimeForm ?? ''}
          none={t('Niet van toepassing', 'Not applicable')}
          choices={await choicesOf(v, 'crime-forms')}
          value={form.text('crimeForm')}
          error={errors.crimeForm}
        />
        <TextField
          name="region"
          label={labelsOf(v).region ?? ''}
          hint={t('Een wijk of regio, voluit. Geen adres.', 'A district or region, in full. No address.')}
          value={form.text('region')}
          error={errors.region}
        />
        {track === 'riec' ? await riecFields(v, form, errors) : null}
        <TextArea
          name="grounds"
          label={labelsOf(v).grounds ?? ''}
          hint={t('Noem geen namen of nummers van personen.', 'Do not mention names or numbers of persons.')}
          value={form.text('grounds')}
          error={errors.grounds}
          required
        />
        <p class="nl-paragraph">
          {t(
            'De zaak krijgt vanzelf een kenmerk, zoals Z-20261127-4F3A9C. Gebruik dat als u haar noemt, geen naam of adres.',
            'The case gets a reference by itself, such as Z-20261127-4F3A9C. Use that to name it, no name or address.',
          )}
        </p>
        <Submit>{track === 'riec' ? t('Signaal melden', 'Report signal') : t('Zaak openen', 'Open case')}</Submit>
      </form>
    </Layout>
  )
}

async function riecFields(v: Visit, form: Sent, errors: Readonly<Record<string, string>>) {
  const { t } = v
  const organs = await tableOf(v, 'organs', organDocumentSchema)
  return (
    <>
      <OptionField
        name="activity"
        kind="radio"
        legend={t('Waar gaat het om?', 'What is it about?')}
        choices={[
          ['CASUS', t('een zaak over personen of bedrijven (een casus)', 'a case about persons or companies')],
          ['KNELPUNT', t('een knelpunt bij de handhaving', 'a bottleneck in enforcement')],
          ['SCAN', t('een scan van een gebied of branche', 'a scan of an area or branch')],
        ]}
        chosen={form.all('activity')}
        error={errors.activity}
      />
      <OptionField
        name="involved"
        kind="checkbox"
        legend={labelsOf(v).involved ?? ''}
        hint={t(
          'Weet u het nog niet? De deelnemers kunnen dit later bepalen.',
          'Not known yet? The participants can decide this later.',
        )}
        choices={organs.filter(({ participant }) => participant).map((organ) => [organ.code, said(v, organ)])}
        chosen={form.all('involved')}
        error={errors.involved}
      />
      <Section title={t('Wat u over het signaal verklaart', 'What you state about the signal')}>
        {CLAIMS.map((name) => (
          <>
            <OptionField
              name={`${name}-holds`}
              kind="radio"
              legend={CLAIM_WORDS[name][v.language === 'nl' ? 0 : 1]}
              choices={[
                ['yes', t('ja', 'yes')],
                ['no', t('nee', 'no')],
              ]}
              chosen={form.all(`${name}-holds`)}
              required
            />
            <TextArea
              name={`${name}-why`}
              label={t('Waarom?', 'Why?')}
              rows={2}
              value={form.text(`${name}-why`)}
              error={errors[`${name}-why`]}
              required
            />
          </>
        ))}
      </Section>
    </>
  )
}

const CLAIM_WORDS: Readonly<Record<Claim, readonly [nl: string, en: string]>> = {
  objective: [
    'Zijn er duidelijke, objectieve aanwijzingen uit eigen concrete waarnemingen?',
    'Are there clear, objective indications from own concrete observations?',
  ],
  necessary: ['Is gezamenlijke verwerking noodzakelijk?', 'Is joint processing necessary?'],
  several: ['Zijn er meer deelnemers nodig?', 'Are several participants needed?'],
  region: ['Gaat het over deze regio?', 'Is it about this region?'],
}

function labelsOf(v: Visit): Readonly<Record<string, string>> {
  const { t, language } = v
  const why = CLAIMS.map((name) => [`${name}-why`, CLAIM_WORDS[name][language === 'nl' ? 0 : 1]])
  return {
    ...Object.fromEntries(why),
    purposes: t('Doelen van de zaak', 'Purposes of the case'),
    crimeForm: t('Vorm van criminaliteit', 'Form of crime'),
    region: t('Gebied', 'Area'),
    grounds: t('Waarom opent u deze zaak?', 'Why do you open this case?'),
    involved: t('Deelnemers die nodig zijn', 'Participants that are needed'),
    activity: t('Waar het om gaat', 'What it is about'),
  }
}
