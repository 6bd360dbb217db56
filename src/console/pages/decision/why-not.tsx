/** Why a field did not go: the smallest changes that would have opened it. */
import type { Child } from 'hono/jsx'
import type { WhyNotDocument } from '../../../api/documents-why-not.ts'
import type { FieldDecision, Verdict } from '../../../domain/decision.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { Changes, changeWords } from '../../parts/changes.tsx'
import { fieldWord } from '../../parts/codes.ts'
import { Csrf, SelectField, Submit } from '../../parts/form.tsx'
import { NormsNamed, normTitles } from '../../parts/norms.tsx'
import { treatmentWord } from '../../parts/treatment.ts'
import { numberOf, said } from '../../words.ts'

type Closed = Pick<FieldDecision, 'name' | 'treatment' | 'waiting'>
type Props = {
  readonly v: Visit
  readonly action: string
  readonly units: readonly string[]
  /** Those that closed it then. */
  readonly norms: readonly string[]
  readonly found?: WhyNotDocument | undefined
}

/** Fields that did not go, `act` for an act that was not permitted. */
export function closedUnits(fields: readonly Closed[], outcome: string): readonly string[] {
  if (fields.length === 0) return outcome === 'permit' ? [] : ['act']
  return fields.filter(({ treatment, waiting }) => treatment === 'withhold' || waiting).map(({ name }) => name)
}

/** The norms that closed it then: of a field those that decided it, of an act those that refused it. */
export function closingNorms(
  { fields, findings }: Pick<Verdict, 'fields' | 'findings'>,
  unit: string,
): readonly string[] {
  if (unit !== 'act') return fields.find(({ name }) => name === unit)?.norms ?? []
  return findings.filter(({ effect }) => effect === 'deny').map(({ norm }) => norm)
}

export function WhyNot({ v, action, units, norms, found }: Props) {
  const { t } = v
  return (
    <>
      <p class="nl-paragraph">
        {t(
          'Sluis zoekt de kleinste wijzigingen van feiten waarna dit onder het beleid van nu wel kan. Dat is uitleg voor wie toezicht houdt, geen recept voor wie vraagt. Zoeken kan enkele seconden duren.',
          'Sluis looks for the smallest changes of fact after which this can be under the policy of now. It explains to who oversees, and is no recipe for who asks. Searching may take some seconds.',
        )}
      </p>
      <form method="post" action={action} class="sluis-form">
        <Csrf v={v} />
        <SelectField
          name="field"
          label={t('Wat ging niet', 'What did not go')}
          choices={units.map((unit) => [unit, unitWord(v, unit)])}
          value={found?.field}
        />
        <Submit kind="secondary">{t('Zoek waarom niet', 'Find why not')}</Submit>
      </form>
      {found ? <Found v={v} found={found} norms={norms} /> : null}
    </>
  )
}

function unitWord(v: Visit, unit: string): string {
  return unit === 'act' ? v.t('De handeling', 'The act') : fieldWord(v, unit)
}

type FoundProps = { readonly v: Visit; readonly found: WhyNotDocument; readonly norms: readonly string[] }

async function Found({ v, found, norms }: FoundProps) {
  const { t } = v
  const say = await changeWords(v)
  const { openings, lifts, more, complete, evaluations, policy, decidedUnder } = found
  const nothing = foundNothing(found)
  const title = await normTitles(v)
  const waits = lifts.some(({ changes }) => changes.length === 0)
  return (
    <Alert kind="info" title={`${unitWord(v, found.field)}: ${headOf(v, found)}`} focus>
      {judgedIn([...openings, ...lifts]) ? (
        <p class="nl-paragraph">
          {t(
            'Een oordeel komt altijd van iemand anders dan de vrager.',
            'A judgement always comes from somebody else than the asker.',
          )}
        </p>
      ) : null}
      <Sets
        sets={openings.map(({ changes, treatment }) => [
          <Changes v={v} say={say} changes={changes} />,
          treatment === null || treatment === 'release'
            ? ''
            : ` ${t('Het veld is dan', 'The field is then')}: ${treatmentWord(v, treatment)}.`,
        ])}
      />
      <Sets
        sets={lifts.map(({ changes, missing }) => [
          changes.length > 0 ? <Changes v={v} say={say} changes={changes} /> : '',
          `${changes.length > 0 ? t(' Dan wacht het nog op: ', ' Then it still waits for: ') : ''}${missing
            .map(({ title, givenBy }) => `${said(v, title)} (${t('door', 'by')} ${said(v, givenBy)})`)
            .join('; ')}`,
        ])}
      />
      {nothing && complete && norms.length > 0 ? (
        <>
          <p class="nl-paragraph">
            {t(
              'Sluis zocht alles af wat het kan wijzigen, één feit of twee tegelijk.',
              'Sluis searched all that it can change, one fact or two at once.',
            )}{' '}
            {policy.revision === decidedUnder
              ? t('Het blijft dicht door:', 'It stays closed by:')
              : t('Toen hielden deze normen het dicht:', 'These norms closed it then:')}
          </p>
          <NormsNamed ids={norms} title={title} />
        </>
      ) : null}
      {more && !waits ? <p class="nl-paragraph">{t('Er zijn er meer.', 'There are more.')}</p> : null}
      {complete ? null : (
        <p class="nl-paragraph">
          {t(
            'De grens van het zoeken is bereikt: er kan meer zijn.',
            'The bound of the search is reached: there may be more.',
          )}
        </p>
      )}
      <p class="nl-paragraph sluis-small">
        {`${numberOf(v, evaluations)} ${t('keer beoordeeld met het beleid van nu', 'evaluations under the policy of now')}. `}
        {policy.revision === decidedUnder
          ? ''
          : t('Toen gold een andere versie van het beleid.', 'Another revision of the policy was in force then.')}
      </p>
    </Alert>
  )
}

function headOf({ t }: Visit, { result, openings, lifts }: WhyNotDocument): string {
  const words: Readonly<Record<Exclude<WhyNotDocument['result'], 'closed'>, string>> = {
    open: t('dit gaat onder het beleid van nu wel', 'under the policy of now this goes'),
    erased: t('de feiten zijn gewist, er valt niets meer te zoeken', 'the facts are erased: nothing is left to search'),
    older: t(
      'vastgelegd in een oudere vorm, die nu niet meer wordt gelezen',
      'recorded in an older shape, that is not read now',
    ),
  }
  if (result !== 'closed') return words[result]
  if (openings.length > 0) {
    return openings[0]?.changes.length === 1
      ? t('één van deze wijzigingen opent dit', 'one of these changes opens it')
      : t('één van deze paren opent dit', 'one of these pairs opens it')
  }
  if (lifts.length === 0) {
    return t(
      'binnen wat Sluis zocht opent geen enkele wijziging dit',
      'within what Sluis searched no change opens this',
    )
  }
  return lifts[0]?.changes.length === 0
    ? t('dit wacht op deze oordelen', 'this waits for these judgements')
    : t('na één van deze wijzigingen wacht het op een oordeel', 'after one of these it waits for a judgement')
}

function foundNothing({ result, openings, lifts }: WhyNotDocument): boolean {
  return result === 'closed' && openings.length === 0 && lifts.length === 0
}

type Changed = Pick<WhyNotDocument['openings'][number], 'changes'>

function judgedIn(sets: readonly Changed[]): boolean {
  return sets.some(({ changes }) => changes.some(({ kind }) => kind === 'judgement'))
}

function Sets({ sets }: { readonly sets: readonly (readonly [what: Child, then: string])[] }) {
  if (sets.length === 0) return null
  return (
    <ul class="utrecht-unordered-list">
      {sets.map(([what, then]) => (
        <li class="utrecht-unordered-list__item">
          {what}
          {then}
        </li>
      ))}
    </ul>
  )
}
