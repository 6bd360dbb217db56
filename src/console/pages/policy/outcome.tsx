/** What made-up facts come to: the outcome, each field with the norms that spoke, why, and for whom it may be shown why not. */
import type { Child } from 'hono/jsx'
import type { Evaluation } from '../../../api/documents-policy.ts'
import type { ArticleLink } from '../../../policy/acts.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { Article, articleLinks } from '../../parts/article.tsx'
import { certaintyWord, spokenWord } from '../../parts/certainty.ts'
import { Changes, changeWords } from '../../parts/changes.tsx'
import { fieldWord } from '../../parts/codes.ts'
import { NormsNamed } from '../../parts/norms.tsx'
import { Badge, Code, Outcome, Section, Table } from '../../parts/show.tsx'
import { treatmentWord } from '../../parts/treatment.ts'
import { anyNameOf, namesOf, said } from '../../words.ts'
import { NormLink } from './parts.tsx'

type Unit = Evaluation['units'][number]
type Say = Awaited<ReturnType<typeof changeWords>>

export async function outcomeShown(v: Visit, found: Evaluation, searched: boolean) {
  const { t } = v
  const linksOf = await articleLinks(v)
  const name = await anyNameOf(v, TABLES)
  const decides = new Set(found.units.flatMap(({ norms }) => norms))
  const deciding = found.norms.filter(({ id }) => decides.has(id))
  const others = found.norms.filter(({ id }) => !decides.has(id))
  return (
    <>
      <Section title={t('Uitkomst', 'Outcome')}>
        <p class="nl-paragraph">
          <Outcome v={v} outcome={found.outcome} />
        </p>
        {units(v, found)}
        {await missing(v, found)}
      </Section>
      {searched ? whyNot(v, found, await changeWords(v)) : null}
      <Section title={t('Waarom: de normen die spraken', 'Why: the norms that spoke')}>
        <ul class="sluis-norms">{deciding.map((norm) => normShown(v, norm, name, linksOf(norm.id)))}</ul>
        {others.length === 0 ? null : (
          <details class="sluis-disclosure">
            <summary>
              {t('Normen die ook spraken, maar niet beslisten', 'Norms that spoke as well, and did not decide')} (
              {others.length})
            </summary>
            <ul class="sluis-norms">{others.map((norm) => normShown(v, norm, name, linksOf(norm.id)))}</ul>
          </details>
        )}
      </Section>
    </>
  )
}

const nameOf = (v: Visit, { unit }: Unit) => (unit === 'act' ? v.t('De handeling', 'The act') : fieldWord(v, unit))

function becomes(v: Visit, { treatment, waiting }: Unit, outcome: Evaluation['outcome']) {
  if (waiting) return <Badge tone="warning">{v.t('wacht op een oordeel', 'waits for a judgement')}</Badge>
  if (treatment === null) return <Outcome v={v} outcome={outcome} />
  const tone = treatment === 'release' ? 'positive' : treatment === 'withhold' ? 'negative' : 'warning'
  return <Badge tone={tone}>{treatmentWord(v, treatment)}</Badge>
}

function titlesIn(v: Visit, { norms }: Pick<Evaluation, 'norms'>): (id: string) => string {
  const titles = new Map(norms.map((norm) => [norm.id, said(v, norm.title)]))
  return (id) => titles.get(id) ?? id
}

function units(v: Visit, found: Evaluation) {
  const { t } = v
  const { units: all, outcome } = found
  const title = titlesIn(v, found)
  return (
    <Table
      caption={t('Wat met elk veld gebeurt', 'What becomes of each field')}
      head={[
        t('Veld', 'Field'),
        t('Wat ermee gebeurt', 'What becomes of it'),
        t('Door norm', 'By norm'),
        t('Ook gezegd', 'Also said'),
      ]}
      rows={all.map((unit) => [
        nameOf(v, unit),
        becomes(v, unit, outcome),
        unit.spoken.some(({ decides }) => decides) ? (
          <NormsNamed ids={unit.norms} title={title} />
        ) : (
          t('geen norm staat het toe', 'no norm permits it')
        ),
        unit.spoken
          .filter(({ decides, effect }) => !decides && effect !== 'oblige')
          .map(({ norm, effect }, i) => (
            <>
              {i > 0 ? '; ' : ''}
              {title(norm)} <span class="sluis-small sluis-whole">({norm})</span> {spokenWord(v, effect)}
            </>
          )),
      ])}
      empty={t('Er zijn geen velden.', 'There are no fields.')}
    />
  )
}

async function missing(v: Visit, found: Evaluation) {
  const { t } = v
  const { missing: needs } = found
  const title = titlesIn(v, found)
  if (needs.length === 0) return null
  const [type, role] = await Promise.all([namesOf(v, 'attestation-types'), namesOf(v, 'roles')])
  return (
    <Table
      caption={t('Oordelen die nog ontbreken', 'Judgements that are still missing')}
      head={[t('Oordeel', 'Judgement'), t('Te geven door', 'To be given by'), t('Volgens norm', 'By norm')]}
      rows={needs.map(({ attestation, roles, norm }) => [
        type(attestation),
        roles.map(role).join(t(' of ', ' or ')),
        <NormsNamed ids={[norm]} title={title} />,
      ])}
      empty=""
    />
  )
}

/** Sets shown of each field. */
const SHOWN = 10

function whyNot(v: Visit, { units: all, search }: Evaluation, say: Say) {
  const { t } = v
  const closed = all.filter((unit) => unit.whyNot !== null)
  return (
    <Section title={t('Waarom niet: wat het zou openen', 'Why not: what would open it')}>
      {search ? null : (
        <p class="nl-paragraph">
          {t('Dit laat het beleid niet aan uw rol zien.', 'The policy does not show this to your role.')}
        </p>
      )}
      {search && closed.length === 0 ? <p class="nl-paragraph">{t('Alles is open.', 'Everything is open.')}</p> : null}
      {closed.map((unit) => (
        <>
          <h3 class="nl-heading nl-heading--level-4">{nameOf(v, unit)}</h3>
          {ways(v, unit, say)}
        </>
      ))}
      {search && !search.complete ? (
        <Alert kind="info">
          <p class="nl-paragraph">
            {t('Er is niet verder gezocht: er kan meer zijn.', 'The search ended here: there may be more.')}
          </p>
        </Alert>
      ) : null}
    </Section>
  )
}

function ways(v: Visit, { whyNot: found }: Unit, say: Say) {
  const { t } = v
  const { openings = [], lifts = [] } = found ?? {}
  const all = openings.length > 0 ? openings : lifts
  if (all.length === 0) {
    return (
      <p class="nl-paragraph">{t('Geen een of twee wijzigingen openen dit.', 'No one or two changes open this.')}</p>
    )
  }
  return (
    <>
      <p class="nl-paragraph">
        {openings.length > 0
          ? t('Dit gaat open:', 'This opens:')
          : t('Dan wordt het niet meer geweigerd, maar wacht het:', 'Then it is no longer refused, but waits:')}
      </p>
      <ul class="utrecht-unordered-list">
        {all.slice(0, SHOWN).map(({ changes }) => (
          <li class="utrecht-unordered-list__item">
            {changes.length === 0 ? (
              t('Als alle oordelen die ontbreken er zijn.', 'If all missing judgements are there.')
            ) : (
              <Changes v={v} say={say} changes={changes} />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function normShown(
  v: Visit,
  norm: Evaluation['norms'][number],
  name: (code: string) => string,
  links: readonly ArticleLink[],
) {
  const { t } = v
  return (
    <li class="sluis-norms__norm">
      <h3 class="nl-heading nl-heading--level-4">
        <NormLink id={norm.id} /> {said(v, norm.title)}
      </h3>
      <p class="nl-paragraph">{said(v, norm.text)}</p>
      {norm.inferred === null ? null : (
        <details class="sluis-disclosure">
          <summary>{t('Wat aan deze norm een eigen keuze is (Engels)', 'What of this norm is an own choice')}</summary>
          <p class="nl-paragraph" lang="en">
            {norm.inferred}
          </p>
        </details>
      )}
      <p class="nl-paragraph sluis-small">
        <Article v={v} article={norm.article} links={links} />{' '}
        <Badge tone="neutral">{certaintyWord(v, norm.certainty)}</Badge>
      </p>
      {norm.facts.length === 0 ? null : (
        <details class="sluis-disclosure">
          <summary>{t('Welke feiten deze norm las', 'Which facts this norm read')}</summary>
          <ul class="utrecht-unordered-list">
            {norm.facts.map((fact) => (
              <li class="utrecht-unordered-list__item">
                {said(v, fact)}: {valuesOf(v, fact.values, name)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

/** Tables whose codes are facts. */
const TABLES = [
  'purposes',
  'tasks',
  'legal-bases',
  'sources',
  'case-states',
  'categories',
  'roles',
  'organs',
  'departments',
  'crime-forms',
] as const

/** Names, with the code small behind; what is no code of a table stands as it is. */
function valuesOf({ t }: Visit, values: readonly unknown[], name: (code: string) => string): Child {
  if (values.length === 0) return t('is er niet', 'is not there')
  const word = (value: unknown): Child => {
    if (value === null) return t('geen', 'none')
    if (typeof value === 'boolean') return value ? t('ja', 'yes') : t('nee', 'no')
    if (typeof value !== 'string') return <Code>{JSON.stringify(value)}</Code>
    const named = name(value)
    if (named === value) return <Code>{value}</Code>
    return (
      <>
        {named} <span class="sluis-small">({value})</span>
      </>
    )
  }
  return [...new Set(values)].map((value, i) => (
    <>
      {i > 0 ? '; ' : ''}
      {word(value)}
    </>
  ))
}
