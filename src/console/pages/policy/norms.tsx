/** Norms by the law they come from, found by words, certainty or effect; and one norm with all that is known of it. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { normDocumentSchema, pageOf } from '../../../api/documents.ts'
import { listedNormSchema } from '../../../api/documents-vocabulary.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { Article } from '../../parts/article.tsx'
import { CERTAINTIES, certaintyWord, EFFECT_PARTS, effectWord } from '../../parts/certainty.ts'
import type { Unfit } from '../../parts/filter.ts'
import { Csrf, FormProblem, faultsOf, SelectField, Submit, TextField } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Link, Pairs, Section, Table } from '../../parts/show.tsx'
import { counted, namesOf, numberOf, said } from '../../words.ts'
import { type Norm, NormLink, PolicyMenu } from './parts.tsx'

type Given = Readonly<Record<string, string>>

/** Words of the law say nothing of anybody: only what stands in a norm comes into the address. */
export const NORM_FILTER = {
  q: {
    async checked(v: Visit, typed: string): Promise<string | null> {
      const { items } = await v.api.get('/norms', pageOf(listedNormSchema))
      return items.some((norm) => fits(norm, { q: typed })) ? typed : null
    },
    wrong: ['in geen norm staan al deze woorden', 'no norm has all of these words'],
  },
} as const

export async function normsPage(v: Visit, c: Context, unfit?: Unfit) {
  const { t } = v
  const given: Given = unfit?.given ?? c.req.query()
  const { items } = await v.api.get('/norms', pageOf(listedNormSchema))
  const found = items.filter((norm) => fits(norm, given))
  const acts = [...new Set(items.map(({ act }) => act))].sort((a, b) => a.localeCompare(b, 'nl'))
  return (
    <Layout
      v={v}
      title={t('Normen en beleid', 'Norms and policy')}
      lead={t(
        'De regels waarmee Sluis beslist, elk met de wet of afspraak waar zij vandaan komt.',
        'The rules by which Sluis decides, each with the law or agreement it comes from.',
      )}
    >
      <PolicyMenu v={v} />
      {unfit ? <FormProblem v={v} problem={unfit.problem} named={() => t('Zoekwoorden', 'Search words')} /> : null}
      <form method="post" action="/console/policy" class="sluis-form sluis-form--columns">
        <Csrf v={v} />
        <TextField
          name="q"
          type="search"
          label={t('Zoekwoorden', 'Search words')}
          hint={t('In titel, tekst, artikel en nummer', 'In title, text, article and number')}
          value={given.q}
          error={faultsOf(v, unfit?.problem ?? null).q}
        />
        <SelectField
          name="act"
          label={t('Wet of afspraak', 'Law or agreement')}
          choices={acts.map((act) => [act, act])}
          value={given.act}
          none={t('Alle', 'All')}
        />
        <SelectField
          name="certainty"
          label={t('Zekerheid', 'Certainty')}
          choices={Object.keys(CERTAINTIES).map((code) => [code, certaintyWord(v, code)])}
          value={given.certainty}
          none={t('Alle', 'All')}
        />
        <SelectField
          name="effect"
          label={t('Wat de norm doet', 'What the norm does')}
          choices={Object.entries(EFFECT_PARTS).map(([code, words]) => [code, t(...words)])}
          value={given.effect}
          none={t('Alles', 'Everything')}
        />
        <div class="sluis-actions">
          <Submit>{t('Tonen', 'Show')}</Submit>
          <Link href="/console/policy">{t('Alles tonen', 'Show all')}</Link>
        </div>
      </form>
      <p class="nl-paragraph">
        {`${numberOf(v, found.length)} ${t('van', 'of')} ${counted(v, items.length, ['norm', 'normen'], ['norm', 'norms'])}. `}
        {found.length === 0
          ? t(
              'Geen norm past bij wat u koos. Kies minder, of zoek met een ander woord.',
              'No norm fits what you chose. Choose less, or search by another word.',
            )
          : null}
      </p>
      {acts
        .filter((act) => found.some((norm) => norm.act === act))
        .map((act) => (
          <Section title={act}>{table(v, act, found)}</Section>
        ))}
    </Layout>
  )
}

function table(v: Visit, act: string, norms: readonly Norm[]) {
  const { t } = v
  return (
    <Table
      caption={`${t('Normen uit', 'Norms from')} ${act}`}
      head={[
        t('Norm', 'Norm'),
        t('Titel', 'Title'),
        t('Artikel', 'Article'),
        t('Wat de norm doet', 'What it does'),
        t('Zekerheid', 'Certainty'),
      ]}
      rows={norms
        .filter((norm) => norm.act === act)
        .map((norm) => [
          <NormLink id={norm.id} />,
          said(v, norm.title),
          <Article v={v} {...norm} />,
          effectWord(v, norm.effect),
          certaintyWord(v, norm.certainty),
        ])}
      empty={t('Geen normen.', 'No norms.')}
    />
  )
}

/** Every word somewhere. */
function fits(norm: Norm, { q = '', act, certainty, effect }: Given): boolean {
  const text = [norm.id, norm.article, ...Object.values(norm.title), ...Object.values(norm.text)]
    .join(' ')
    .toLowerCase()
  const words = q.toLowerCase().split(/\s+/)
  if (act && norm.act !== act) return false
  if (certainty && norm.certainty !== certainty) return false
  if (effect && !norm.effect.split(/ [+/] /).includes(effect)) return false
  return words.every((word) => text.includes(word))
}

const ABSENCES: Readonly<Record<'deny' | 'review', readonly [nl: string, en: string]>> = {
  deny: ['weigeren', 'refuse'],
  review: ['wachten op een oordeel', 'wait for a judgement'],
}

export async function normPage(v: Visit, id: string) {
  const { t } = v
  const reads = v.me.pages.decisions
  // Whether this role may see where it was applied, the operation decides; who opens the log is asked for a purpose.
  const query = reads ? { readingPurpose: v.readingPurpose() } : {}
  const norm = await v.api.get(`/norms/${encodeURIComponent(id)}`, normDocumentSchema, query)
  const remedy = await namesOf(v, 'remedies')
  return (
    <Layout v={v} title={`${norm.id}: ${said(v, norm.title)}`} lead={said(v, norm.text)}>
      <PolicyMenu v={v} />
      {norm.certainty === 'V1' ? null : (
        <Alert kind={norm.certainty === 'I' ? 'warning' : 'info'}>
          <p class="nl-paragraph">
            {norm.certainty === 'I'
              ? t(
                  'Deze norm is een eigen keuze: de wet zegt het niet zo. Laat een jurist meekijken.',
                  'This norm is an own choice: the law does not say so. Have a lawyer look at it.',
                )
              : t(
                  'Deze norm is nog niet in de wettekst zelf nagelezen.',
                  'This norm was not yet checked in the text of the law itself.',
                )}
          </p>
        </Alert>
      )}
      <Section title={t('Waar de norm vandaan komt', 'Where it comes from')}>
        <Pairs
          pairs={[
            [t('Wet of afspraak', 'Law or agreement'), norm.act],
            [t('Artikel', 'Article'), <Article v={v} {...norm} />],
            [t('Zekerheid', 'Certainty'), certaintyWord(v, norm.certainty)],
            [t('Wat de norm doet', 'What it does'), effectWord(v, norm.effect)],
            [
              t('Ontbreekt een oordeel, dan', 'Where a judgement is missing'),
              norm.absence === null ? null : t(...ABSENCES[norm.absence]),
            ],
          ]}
        />
      </Section>
      <Section title={t('Wat u kunt doen als de norm u tegenhoudt', 'What to do where it stands in the way')}>
        {norm.remedies.length === 0 ? (
          <p class="nl-paragraph">{t('Hiervoor is geen uitweg.', 'There is no way around it.')}</p>
        ) : (
          <ul class="utrecht-unordered-list">
            {norm.remedies.map((code) => (
              <li class="utrecht-unordered-list__item">{remedy(code)}</li>
            ))}
          </ul>
        )}
      </Section>
      {await applied(v, norm)}
      {shownBy(v, norm)}
    </Layout>
  )
}

type Document = z.infer<typeof normDocumentSchema>

/** Who may read the log for its control, by the table of readings. */
export const READERS = { norm: 'WGS-23', roles: ['R-PRIV', 'R-FG'] }

async function applied(v: Visit, { id, seen }: Document) {
  const { t } = v
  if (!seen) {
    const role = await namesOf(v, 'roles')
    const who = READERS.roles.map((code) => role(code)).join(t(' en ', ' and '))
    return (
      <Section title={t('Waar de norm is toegepast', 'Where it was applied')}>
        <p class="nl-paragraph">
          {t(
            `Dat staat in het logboek, ook de aantallen. Alleen ${who} mogen daarin kijken. Wilt u weten hoe vaak deze norm is toegepast? Vraag het aan een van hen. Zij vinden het op deze bladzijde. `,
            `That stands in the log, the counts as well. Only ${who} may look in it. Do you want to know how often this norm was applied? Ask one of them. They find it on this page. `,
          )}
          <Link href={`/console/policy/norms/${READERS.norm}`}>{t('Waarom dat zo is', 'Why that is so')}</Link>
        </p>
      </Section>
    )
  }
  const count = `${seen.more ? t('meer dan ', 'more than ') : ''}${numberOf(v, seen.decisions)}`
  return (
    <Section title={t('Waar de norm is toegepast', 'Where it was applied')}>
      <p class="nl-paragraph">
        {`${t('In', 'In')} ${count} ${t('besluiten van uw organisatie speelde deze norm mee.', 'decisions of your organisation this norm had a part.')} `}
        <Link href={`/console/decisions?norm=${id}`}>{t('Bekijk die besluiten', 'See those decisions')}</Link>
      </p>
    </Section>
  )
}

function shownBy(v: Visit, { shown }: Document) {
  const { t } = v
  if (!shown) return null
  const examples = counted(v, shown.rows.speaks, ['voorbeeld', 'voorbeelden'], ['example', 'examples'])
  return (
    <Section title={t('Waaruit blijkt dat de norm werkt', 'What shows that it works')}>
      <p class="nl-paragraph">
        {t(
          `In ${examples} geldt de norm, in ${numberOf(v, shown.rows.silent)} terecht niet.`,
          `In ${examples} the norm applies, in ${numberOf(v, shown.rows.silent)} rightly not.`,
        )}
      </p>
      {shown.cases.length > 0 ? (
        <details class="sluis-disclosure">
          <summary>{t('Voorbeeldzaken', 'Example cases')}</summary>
          <ul class="utrecht-unordered-list">
            {shown.cases.map((name) => (
              <li class="utrecht-unordered-list__item">{name}</li>
            ))}
          </ul>
        </details>
      ) : null}
      <details class="sluis-disclosure">
        <summary>{t('Technische toetsen', 'Technical tests')}</summary>
        <ul class="utrecht-unordered-list">
          {shown.tests.map((name) => (
            <li class="utrecht-unordered-list__item">{name.replace(/^test_/, '').replaceAll('_', ' ')}</li>
          ))}
        </ul>
      </details>
    </Section>
  )
}
