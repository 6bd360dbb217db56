/** The forms of the try-out: common facts, JSON for what is rarer, and a title for who saves it as a case. */
import type { Evaluation, PolicyExample } from '../../../api/documents-policy.ts'
import { caseStateDocumentSchema, sourceDocumentSchema } from '../../../api/documents-vocabulary.ts'
import { MODES, REGIMES, RELATIONS } from '../../../domain/codes.ts'
import type { Visit } from '../../page.ts'
import { fieldWord, modeWord, regimeWord, relationWord, settingWord } from '../../parts/codes.ts'
import {
  type Choice,
  Csrf,
  type Group,
  OptionField,
  SelectField,
  Submit,
  TextArea,
  TextField,
} from '../../parts/form.tsx'
import { GroupedOptions } from '../../parts/options.tsx'
import { Section } from '../../parts/show.tsx'
import { choicesOf, namesOf, said, tableOf } from '../../words.ts'

type Input = Evaluation['input']

type Begun = {
  readonly input: Input
  readonly judged: readonly string[]
  /** Facts that the form does not ask for, which stay as they are. */
  readonly base: string
}

export async function factsForm(v: Visit, { input, judged, base }: Begun) {
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
    stateGroups(v),
  ])
  const chosen = inquiry?.source ?? ''
  const none = t('Geen', 'None')
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
        <input type="hidden" name="base" value={base} />
        <GroupedOptions
          name="fields"
          legend={t('Welke velden', 'Which fields')}
          hint={t('Niets gekozen: alle velden.', 'None chosen: all fields.')}
          kind="checkbox"
          groups={await fieldGroups(v, chosen)}
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
            groups={states}
            value={held ? `${held.regime}/${held.state}` : ''}
            none={t('Er is geen zaak', 'There is no case')}
          />
        </div>
        {folded(t('Oordelen van een ander', 'Judgements by another person'), 'judgements', types, judged)}
        <details class="sluis-disclosure">
          <summary>{t('Meer feiten', 'More facts')}</summary>
          {moreFacts(v, input)}
          {folded(t('Rollen van de vrager', 'Roles of the asker'), 'roles', roles, caller.roles)}
          {folded(t('Genoemde grondslagen', 'Legal bases claimed'), 'legalBasis', bases, inquiry?.legalBasis ?? [])}
        </details>
        {whyNotField(v, 'whyNot')}
        <Submit>{t('Uitproberen', 'Try out')}</Submit>
      </form>
    </Section>
  )
}

function moreFacts(v: Visit, { inquiry }: Input) {
  const { t } = v
  return (
    <>
      <div class="sluis-form--columns">
        <SelectField
          name="regime"
          label={t('In welk verband', 'In which setting')}
          choices={REGIMES.map((regime) => [regime, settingWord(v, regime)])}
          value={inquiry?.regime}
        />
        <SelectField
          name="mode"
          label={t('Wat de vrager wil weten', 'What the asker wants to know')}
          choices={MODES.map((mode) => [mode, modeWord(v, mode)])}
          value={inquiry?.mode}
        />
        <SelectField
          name="relation"
          label={t('De betrokkene is', 'The person is')}
          choices={RELATIONS.map((relation) => [relation, relationWord(v, relation)])}
          value={inquiry?.subject?.relation ?? undefined}
        />
      </div>
      <OptionField
        name="hit"
        legend={t(
          'Bleek eerder dat de bron de betrokkene kent?',
          'Did it turn out before that the source knows the person?',
        )}
        kind="radio"
        inline
        choices={[
          ['yes', t('Ja', 'Yes')],
          ['no', t('Nee', 'No')],
        ]}
        chosen={[inquiry?.subject?.hit ? 'yes' : 'no']}
      />
      <OptionField
        name="reasoned"
        legend={t('De vrager geeft redenen voor', 'The asker gives reasons for')}
        kind="checkbox"
        choices={[
          ['necessity', t('noodzaak', 'necessity')],
          ['proportionality', t('evenredigheid', 'proportionality')],
          ['subsidiarity', t('dat het niet met minder kan', 'that nothing less will do')],
        ]}
        chosen={Object.entries(inquiry?.reasoned ?? {}).flatMap(([name, given]) => (given ? [name] : []))}
      />
    </>
  )
}

/** A case of the installation to begin with; null where it has none. */
export function exampleForm(v: Visit, examples: readonly PolicyExample[], chosen: string | undefined) {
  const { t } = v
  if (examples.length === 0) return null
  const choices = examples
    .map((example): Choice => [example.code, said(v, example)])
    .toSorted((a, b) => a[1].localeCompare(b[1]))
  return (
    <form method="get" action="/console/policy/try" class="sluis-form">
      <SelectField
        name="example"
        label={t('Begin met een voorbeeldzaak', 'Begin with an example case')}
        hint={t(
          'U ziet meteen de uitkomst. Daarna kunt u de feiten veranderen.',
          'You see the outcome at once. After that you can change the facts.',
        )}
        none={t('Kies een voorbeeldzaak', 'Choose an example case')}
        choices={choices}
        value={chosen}
      />
      <Submit kind="secondary">{t('Voorbeeld openen', 'Open example')}</Submit>
    </form>
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

function whyNotField(v: Visit, id: string) {
  if (!v.me.pages['why-not']) return null
  const label = v.t('Zoek ook wat het zou openen', 'Also look for what would open it')
  return (
    <OptionField
      name="whyNot"
      id={id}
      legend={v.t('Waarom niet', 'Why not')}
      kind="checkbox"
      choices={[['yes', label]]}
    />
  )
}

export function jsonForm(v: Visit, json: string, open: boolean) {
  const { t } = v
  return (
    <details class="sluis-disclosure" open={open || undefined}>
      <summary>{t('Liever JSON? Voor wie regels schrijft', 'Rather JSON? For who writes rules')}</summary>
      <form method="post" action="/console/policy/try" class="sluis-form">
        <Csrf v={v} />
        <TextArea
          name="json"
          label={t('Feiten als JSON', 'Facts as JSON')}
          hint={t(
            'Alle feiten, of alleen wat anders is dan de standaardvraag.',
            'All facts, or only what differs from the default question.',
          )}
          value={json}
          rows={16}
        />
        {whyNotField(v, 'json-whyNot')}
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

/** By kind of data. */
async function fieldGroups(v: Visit, source: string): Promise<Group[]> {
  const [sources, category] = await Promise.all([tableOf(v, 'sources', sourceDocumentSchema), namesOf(v, 'categories')])
  const fields = sources.find(({ code }) => code === source)?.fields ?? []
  return [...new Set(fields.map((field) => field.category))].map((kind) => ({
    title: category(kind),
    choices: fields.filter((field) => field.category === kind).map(({ name }): Choice => [name, fieldWord(v, name)]),
  }))
}

async function stateGroups(v: Visit): Promise<Group[]> {
  const states = await tableOf(v, 'case-states', caseStateDocumentSchema)
  return [...new Set(states.map(({ regime }) => regime))].map((regime) => ({
    title: regimeWord(v, regime),
    choices: states
      .filter((state) => state.regime === regime)
      .map((state): Choice => [`${regime}/${state.code}`, said(v, state)]),
  }))
}
