/** The questions of each step, with only the choices that fit who asks. */
import type { IdentifierType } from '../../../domain/codes.ts'
import { LEVELS } from '../../../domain/codes.ts'
import type { View, Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { identifierWord, levelWord, modeWord } from '../../parts/codes.ts'
import { type Choice, OptionField, SelectField, TextArea, TextField } from '../../parts/form.tsx'
import { GroupedOptions } from '../../parts/options.tsx'
import { type Draft, type Errors, hiddenIn, type Name, one, type Step } from './draft.ts'
import type { Tables } from './fitting.ts'
import { basisGroups, fieldGroups, purposeGroups, sourceGroups, taskGroups, trackGroups } from './groups.ts'

type Asked = { readonly v: Visit; readonly tables: Tables; readonly draft: Draft; readonly errors: Errors }

export const STEP_TITLES: Readonly<Record<Step, readonly [nl: string, en: string]>> = {
  questions: ['De drie basisvragen', 'The three base questions'],
  track: ['Waarbij hoort uw vraag?', 'What does your question belong to?'],
  purpose: ['Wat is uw doel?', 'What is your purpose?'],
  basis: ['Taak en grondslag', 'Task and legal basis'],
  source: ['Wie heeft de gegevens?', 'Who has the data?'],
  data: ['Welke gegevens, en over wie?', 'Which data, and about whom?'],
  check: ['Nakijken en vragen', 'Check and ask'],
}

export function labelsOf({ t }: Pick<Visit, 't'>): Readonly<Record<Name, string>> {
  return {
    necessity: t('Vraag 1: waarom nodig', 'Question 1: why it is needed'),
    proportionality: t('Vraag 2: wat u ermee doet', 'Question 2: what you do with it'),
    subsidiarity: t('Vraag 3: waarom niet anders', 'Question 3: why not otherwise'),
    track: t('Waarbij uw vraag hoort', 'What your question belongs to'),
    purpose: t('Doel', 'Purpose'),
    task: t('Wettelijke taak', 'Statutory task'),
    legalBasis: t('Grondslag', 'Legal basis'),
    level: t('Niveau', 'Level'),
    source: t('Bron', 'Source'),
    mode: t('Wat u wilt weten', 'What you want to know'),
    fields: t('Velden', 'Fields'),
    type: t('Soort nummer', 'Kind of number'),
    value: t('Nummer of adres', 'Number or address'),
  }
}

export const STEP_FIELDS: Readonly<Record<Exclude<Step, 'check'>, (asked: Asked) => View>> = {
  questions: ({ v: { t }, draft, errors }) => (
    <>
      <TextArea
        name="necessity"
        label={t(
          '1. Welke gezamenlijke vraag is er, en waarom is informatie nodig die u nog niet heeft?',
          '1. Which shared question is there, and why is information needed that you do not have?',
        )}
        hint={t(
          'Noodzaak: wat u niet weet, en waarom u dat moet weten.',
          'Necessity: what you do not know, and why you must know it.',
        )}
        value={one(draft, 'necessity')}
        error={errors.necessity}
      />
      <TextArea
        name="proportionality"
        label={t('2. Wat gaat u met de informatie doen?', '2. What will you do with the information?')}
        hint={t(
          'Evenredigheid: vraag niet meer dan u daarvoor nodig heeft.',
          'Proportionality: ask no more than you need for that.',
        )}
        value={one(draft, 'proportionality')}
        error={errors.proportionality}
      />
      <TextArea
        name="subsidiarity"
        label={t(
          '3. Hoe kunnen en mogen we dit delen? Waarom kan het niet met minder of anders?',
          '3. How can and may we share this? Why will less, or another way, not do?',
        )}
        hint={t(
          'Subsidiariteit: het kan niet met minder gegevens of op een lichtere manier.',
          'Subsidiarity: it cannot be done with less data or in a lighter way.',
        )}
        value={one(draft, 'subsidiarity')}
        error={errors.subsidiarity}
      />
    </>
  ),

  track: ({ v, tables, draft, errors }) => {
    const groups = trackGroups(v, tables)
    if (groups.every(({ choices }) => choices.length === 0)) return <NothingFits v={v} />
    return (
      <GroupedOptions
        name="track"
        kind="radio"
        legend={v.t('Uw vraag hoort bij', 'Your question belongs to')}
        hint={v.t('U ziet alleen zaken waarin u werkt.', 'You only see cases that you work on.')}
        groups={groups}
        chosen={draft.track}
        error={errors.track}
      />
    )
  },

  purpose: ({ v, tables, draft, errors }) => (
    <GroupedOptions
      name="purpose"
      kind="radio"
      legend={v.t('Doel', 'Purpose')}
      hint={v.t(
        'U ziet alleen doelen die passen bij de taken van uw orgaan en afdeling. Onder elk doel staan die taken.',
        'You only see purposes that fit the tasks of your organ and department. Under each purpose stand those tasks.',
      )}
      groups={purposeGroups(v, tables, draft)}
      chosen={draft.purpose}
      error={errors.purpose}
    />
  ),

  basis: ({ v, tables, draft, errors }) => (
    <>
      <GroupedOptions
        name="task"
        kind="radio"
        legend={v.t('Wettelijke taak', 'Statutory task')}
        hint={v.t('Voor welke taak heeft u de gegevens nodig?', 'For which task do you need the data?')}
        groups={taskGroups(v, tables, draft)}
        chosen={draft.task}
        error={errors.task}
      />
      <GroupedOptions
        name="legalBasis"
        kind="checkbox"
        legend={v.t('Grondslag', 'Legal basis')}
        hint={v.t(
          'Welk artikel geeft u het recht om dit te vragen? U kunt er meer dan één kiezen.',
          'Which article gives you the right to ask this? You can choose more than one.',
        )}
        groups={basisGroups(v, tables, draft)}
        chosen={draft.legalBasis}
        error={errors.legalBasis}
      />
    </>
  ),

  source: ({ v, tables, draft, errors }) => (
    <>
      <SelectField
        name="source"
        label={v.t('Bron', 'Source')}
        hint={v.t(
          'Bronnen die uw organisatie kan bereiken, per orgaan dat de gegevens heeft.',
          'Sources that your organisation can reach, by the organ that has the data.',
        )}
        none={v.t('Kies een bron', 'Choose a source')}
        groups={sourceGroups(v, tables)}
        value={one(draft, 'source')}
        error={errors.source}
      />
      <OptionField
        name="mode"
        kind="radio"
        legend={v.t('Wat wilt u weten?', 'What do you want to know?')}
        choices={(['HITNOHIT', 'DETAIL'] as const).map((mode): Choice => [mode, modeWord(v, mode)])}
        chosen={draft.mode}
        error={errors.mode}
      />
      <OptionField
        name="level"
        kind="radio"
        legend={v.t('Niveau van uw vraag', 'Level of your question')}
        choices={LEVELS.map((level): Choice => [level, levelWord(v, level)])}
        chosen={draft.level}
        error={errors.level}
      />
    </>
  ),

  data: ({ v, tables, draft, errors }) => {
    const source = tables.sources.find(({ code }) => code === one(draft, 'source'))
    return (
      <>
        {one(draft, 'mode') === 'DETAIL' ? (
          <GroupedOptions
            name="fields"
            kind="checkbox"
            legend={v.t('Velden', 'Fields')}
            hint={v.t(
              'Vraag alleen wat u nodig heeft. Bij elke soort staat hoe gevoelig die gegevens zijn, van openbaar (K0) tot het gevoeligst (K6).',
              'Ask only what you need. With each kind stands how sensitive those data are, from public (K0) to most sensitive (K6).',
            )}
            groups={fieldGroups(v, tables, draft)}
            chosen={draft.fields}
            error={errors.fields}
          />
        ) : null}
        {source && source.subjectTypes.length > 0 ? (
          <>
            <SelectField
              name="type"
              label={labelsOf(v).type}
              choices={source.identifiers.map((type: IdentifierType): Choice => [type, identifierWord(v, type)])}
              value={one(draft, 'type')}
              error={errors.type}
            />
            <TextField
              name="value"
              label={labelsOf(v).value}
              hint={v.t(
                'Het nummer komt in geen adres van de browser en staat versleuteld in het logboek.',
                'The number goes into no address of the browser, and stands encrypted in the log.',
              )}
              value={one(draft, 'value')}
              error={errors.value}
              autocomplete="off"
            />
          </>
        ) : null}
      </>
    )
  },
}

/** What the other steps asked goes along. */
export function Hidden({ draft, step }: { readonly draft: Draft; readonly step: Step }) {
  return (
    <>
      {hiddenIn(draft, step).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

function NothingFits({ v }: { readonly v: Visit }) {
  return (
    <Alert kind="warning">
      <p class="nl-paragraph">
        {v.t(
          'Voor uw orgaan en afdeling staat hier geen wettelijke taak. Daarom kunt u nu niets vragen. Overleg met de privacyfunctionaris.',
          'No statutory task stands here for your organ and department. So you cannot ask anything now. Talk to the privacy officer.',
        )}
      </p>
    </Alert>
  )
}
