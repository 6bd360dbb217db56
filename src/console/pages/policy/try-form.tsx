/** The forms of the try-out: common facts, JSON for what is rarer, and a title for who saves it as a case. */
import { codedSchema, pageOf } from '../../../api/documents.ts'
import type { Evaluation } from '../../../api/documents-policy.ts'
import { MODES, REGIMES, RELATIONS } from '../../../domain/codes.ts'
import type { Visit } from '../../page.ts'
import { type Choice, Csrf, OptionField, SelectField, Submit, TextArea, TextField } from '../../parts/form.tsx'
import { Section } from '../../parts/show.tsx'
import { choicesOf, said } from '../../words.ts'

type Input = Evaluation['input']
type Both = readonly [nl: string, en: string]

const MODE: Readonly<Record<(typeof MODES)[number], Both>> = {
  HITNOHIT: ['alleen of er iets is (hit of geen hit)', 'only whether there is something (hit or no hit)'],
  DETAIL: ['gegevens', 'details'],
  BULK: ['veel tegelijk', 'in bulk'],
  AUTO: ['automatisch', 'automatic'],
  KNOWN_CHECK: ['of iemand bekend is', 'whether somebody is known'],
  RENEW: ['opnieuw, na een eerdere vraag', 'again, after an earlier question'],
}
const RELATION: Readonly<Record<(typeof RELATIONS)[number], Both>> = {
  SIGNAL: ['over wie het signaal gaat', 'whom the signal is about'],
  DIRECT: ['direct betrokken', 'directly involved'],
  OTHER: ['anders betrokken', 'otherwise involved'],
  EMPLOYEE: ['eigen medewerker', 'own employee'],
}
const REGIME: Readonly<Record<(typeof REGIMES)[number], Both>> = {
  MONO: ['eigen taak van één afdeling', 'own task of one department'],
  BGP: ['binnengemeentelijk protocol', 'protocol within the gemeente'],
  BILATERAL: ['tussen twee organen', 'between two organs'],
  WGS: ['RIEC (WGS)', 'RIEC (WGS)'],
  BIBOB: ['Wet Bibob', 'Wet Bibob'],
}

export async function factsForm(v: Visit, input: Input, judged: readonly string[]) {
  const { t } = v
  const { caller, inquiry, case: held } = input
  const [sources, organs, departments, roles, purposes, tasks, bases, types, states] = await Promise.all([
    choicesOf(v, 'sources'),
    choicesOf(v, 'organs'),
    choicesOf(v, 'departments'),
    choicesOf(v, 'roles'),
    choicesOf(v, 'purposes'),
    choicesOf(v, 'tasks'),
    choicesOf(v, 'legal-bases'),
    choicesOf(v, 'attestation-types'),
    statesOf(v),
  ])
  const chosen = inquiry?.source ?? ''
  const fields = await fieldsOf(v, chosen)
  const none = t('Geen', 'None')
  const named = (choices: readonly string[], words: Readonly<Record<string, Both>>): Choice[] =>
    choices.map((code) => [code, t(...(words[code] ?? [code, code]))])
  return (
    <Section title={t('De feiten', 'The facts')} id="feiten">
      <form method="get" action="/console/policy/try#feiten" class="sluis-form">
        <SelectField
          name="source"
          label={t('Welke bron', 'Which source')}
          hint={t('Daarna kiest u de velden van die bron.', 'After this you choose the fields of that source.')}
          choices={sources}
          value={chosen}
        />
        <Submit kind="secondary">{t('Deze bron kiezen', 'Choose this source')}</Submit>
      </form>
      <form method="post" action="/console/policy/try" class="sluis-form">
        <Csrf v={v} />
        <input type="hidden" name="source" value={chosen} />
        <OptionField
          name="fields"
          legend={t('Welke velden', 'Which fields')}
          hint={t('Niets gekozen: alle velden.', 'None chosen: all fields.')}
          kind="checkbox"
          choices={fields}
          chosen={inquiry?.fields ?? []}
        />
        <div class="sluis-form--columns">
          <SelectField
            name="organ"
            label={t('Wie vraagt: orgaan', 'Who asks: organ')}
            choices={organs}
            value={caller.organ}
          />
          <SelectField
            name="department"
            label={t('Wie vraagt: afdeling', 'Who asks: department')}
            choices={departments}
            value={caller.department ?? ''}
            none={none}
          />
          <SelectField
            name="regime"
            label={t('In welk verband', 'In which setting')}
            choices={named(REGIMES, REGIME)}
            value={inquiry?.regime}
          />
          <SelectField
            name="mode"
            label={t('Wat voor vraag', 'What kind of question')}
            choices={named(MODES, MODE)}
            value={inquiry?.mode}
          />
          <SelectField
            name="purpose"
            label={t('Doel', 'Purpose')}
            choices={purposes}
            value={inquiry?.purpose ?? ''}
            none={none}
          />
          <SelectField
            name="task"
            label={t('Wettelijke taak', 'Statutory task')}
            choices={tasks}
            value={inquiry?.task ?? ''}
            none={none}
          />
          <SelectField
            name="state"
            label={t('De zaak is in stap', 'The case is in state')}
            choices={states}
            value={held ? `${held.regime}/${held.state}` : ''}
            none={t('Er is geen zaak', 'There is no case')}
          />
          <SelectField
            name="relation"
            label={t('Over wie gaat het', 'Whom is it about')}
            choices={named(RELATIONS, RELATION)}
            value={inquiry?.subject?.relation ?? undefined}
          />
        </div>
        <OptionField
          name="hit"
          legend={t('Was er eerder een hit', 'Was there a hit before')}
          kind="radio"
          choices={[
            ['yes', t('Ja', 'Yes')],
            ['no', t('Nee', 'No')],
          ]}
          chosen={[inquiry?.subject?.hit ? 'yes' : 'no']}
        />
        <OptionField
          name="reasoned"
          legend={t('De aanvrager motiveert', 'The asker gives reasons for')}
          kind="checkbox"
          choices={[
            ['necessity', t('noodzaak', 'necessity')],
            ['proportionality', t('evenredigheid', 'proportionality')],
            ['subsidiarity', t('dat het niet minder ingrijpend kan', 'that nothing less will do')],
          ]}
          chosen={Object.entries(inquiry?.reasoned ?? {}).flatMap(([name, given]) => (given ? [name] : []))}
        />
        {folded(t('Rollen van de aanvrager', 'Roles of the asker'), 'roles', roles, caller.roles)}
        {folded(t('Genoemde grondslagen', 'Legal bases claimed'), 'legalBasis', bases, inquiry?.legalBasis ?? [])}
        {folded(t('Oordelen van een ander', 'Judgements by another person'), 'judgements', types, judged)}
        {whyNotField(v)}
        <Submit>{t('Uitproberen', 'Try out')}</Submit>
      </form>
    </Section>
  )
}

/** A long list that is opened when it matters, and says how much of it is chosen. */
function folded(legend: string, name: string, choices: readonly Choice[], chosen: readonly string[]) {
  return (
    <details class="sluis-disclosure">
      <summary>
        {legend} ({chosen.length})
      </summary>
      <OptionField name={name} legend={legend} kind="checkbox" choices={choices} chosen={chosen} />
    </details>
  )
}

function whyNotField(v: Visit) {
  if (!v.me.pages['why-not']) return null
  const label = v.t('Zoek ook wat het zou openen', 'Also look for what would open it')
  return <OptionField name="whyNot" legend={v.t('Waarom niet', 'Why not')} kind="checkbox" choices={[['yes', label]]} />
}

export function jsonForm(v: Visit, json: string, open: boolean) {
  const { t } = v
  return (
    <details class="sluis-disclosure" open={open || undefined}>
      <summary>{t('Feiten als JSON, voor wie regels schrijft', 'Facts as JSON, for who writes rules')}</summary>
      <form method="post" action="/console/policy/try" class="sluis-form">
        <Csrf v={v} />
        <TextArea
          name="json"
          label="JSON"
          hint={t(
            'Policy-invoer, of alleen wat anders is dan de standaardvraag.',
            'Policy input, or only what differs from the default question.',
          )}
          value={json}
          rows={16}
        />
        {whyNotField(v)}
        <Submit kind="secondary">{t('JSON uitproberen', 'Try the JSON')}</Submit>
      </form>
    </details>
  )
}

/** `asked` is made up, so it may travel with the form. */
export function saveForm(v: Visit, asked: string) {
  const { t } = v
  return (
    <details class="sluis-disclosure">
      <summary>{t('Opslaan als voorbeeldzaak', 'Save as an example case')}</summary>
      <form method="post" action="/console/policy/try/case" class="sluis-form">
        <Csrf v={v} />
        <input type="hidden" name="asked" value={asked} />
        <TextField name="nl" label={t('Titel in het Nederlands', 'Title in Dutch')} required />
        <TextField
          name="en"
          label={t('Titel in het Engels', 'Title in English')}
          hint={t('Hiernaar heet het bestand.', 'The file is named after it.')}
          required
        />
        <Submit kind="secondary">{t('Bestand ophalen', 'Get the file')}</Submit>
      </form>
    </details>
  )
}

const sourcesPage = pageOf(codedSchema)

async function fieldsOf(v: Visit, source: string): Promise<Choice[]> {
  const { items } = await v.api.get('/sources', sourcesPage)
  const fields = items.find(({ code }) => code === source)?.fields
  return (Array.isArray(fields) ? fields : []).map(({ name }: { name: string }) => [name, name.replaceAll('_', ' ')])
}

async function statesOf(v: Visit): Promise<Choice[]> {
  const { items } = await v.api.get('/case-states', sourcesPage)
  return items.map((item) => [
    `${String(item.regime)}/${item.code}`,
    `${String(item.regime)} ${item.code}: ${said(v, item)}`,
  ])
}
