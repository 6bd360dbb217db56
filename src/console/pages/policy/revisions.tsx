/** Which policies were in force, and what changed between two of them, in terms of norms, tables and cases. */
import type { z } from 'zod'
import { pageOf } from '../../../api/documents.ts'
import { type CasesDifference, policyDifferenceSchema, revisionSchema } from '../../../api/documents-policy.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { SelectField, Submit } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Badge, Code, Link, Moment, NextPage, Section, Table } from '../../parts/show.tsx'
import { momentOf, numberOf, said } from '../../words.ts'
import { NormLink, NormLinks, NormList, PolicyMenu } from './parts.tsx'
import { directionOf, memberOf, settingOf, stateOf, tableOf, unitOf } from './words.ts'

const revisionsSchema = pageOf(revisionSchema)
type Difference = z.infer<typeof policyDifferenceSchema>
/** Revisions that can be chosen from. */
const CHOICE = 100

export async function revisionsPage(v: Visit, cursor: string | undefined) {
  const { t } = v
  const { items, next } = await v.api.get('/policies', revisionsSchema, { cursor, limit: CHOICE })
  return (
    <Layout
      v={v}
      title={t('Versies van het beleid', 'Revisions of the policy')}
      lead={t(
        'Een versie is alles wat beslist: de normen, de tabellen en de instellingen van de organisaties.',
        'A revision is all that decides: the norms, the tables and the settings of the organisations.',
      )}
    >
      <PolicyMenu v={v} />
      <Section title={t('Welke golden', 'Which were in force')}>
        <Table
          caption={t('Versies, de nieuwste eerst', 'Revisions, newest first')}
          head={[
            t('Gold voor het eerst', 'First in force'),
            t('Versie', 'Revision'),
            t('Normen', 'Norms'),
            t('Stand', 'State'),
          ]}
          rows={items.map(({ revision, firstInForceAt, norms, inForce }) => [
            <Moment v={v} at={firstInForceAt} />,
            <Code>{revision}</Code>,
            numberOf(v, norms),
            inForce ? <Badge tone="positive">{t('geldt nu', 'in force now')}</Badge> : t('gold eerder', 'was in force'),
          ])}
          numbers={[2]}
          empty={t('Er zijn geen versies bewaard.', 'No revisions are kept.')}
        />
        <NextPage v={v} next={next} />
      </Section>
      <Section title={t('Twee versies vergelijken', 'Compare two revisions')}>{compareForm(v, items)}</Section>
    </Layout>
  )
}

function compareForm(v: Visit, items: z.infer<typeof revisionsSchema>['items']) {
  const { t } = v
  if (items.length < 2) {
    return (
      <p class="nl-paragraph">
        {t(
          'Er is nog maar één versie: er valt niets te vergelijken.',
          'There is one revision so far: nothing to compare.',
        )}
      </p>
    )
  }
  const choices = items.map((one) => [one.digest, `${momentOf(v, one.firstInForceAt)} (${one.revision})`] as const)
  return (
    <form method="get" action="/console/policy/difference" class="sluis-form sluis-form--columns">
      <SelectField name="a" label={t('Van', 'From')} choices={choices} value={items[1]?.digest} />
      <SelectField name="b" label={t('Naar', 'To')} choices={choices} value={items[0]?.digest} />
      <div class="sluis-actions">
        <Submit>{t('Vergelijken', 'Compare')}</Submit>
      </div>
    </form>
  )
}

export async function differencePage(v: Visit, { a = '', b = '', cases }: Readonly<Record<string, string>>) {
  const { t } = v
  const path = `/policies/${encodeURIComponent(a)}/difference/${encodeURIComponent(b)}`
  const found = await v.api.get(path, policyDifferenceSchema, { cases: cases === 'true' ? 'true' : 'false' })
  const { from, to, norms } = found
  return (
    <Layout
      v={v}
      title={t('Wat er veranderde', 'What changed')}
      lead={`${t('Van de versie van', 'From the revision of')} ${momentOf(v, from.firstInForceAt)} ${t('naar die van', 'to that of')} ${momentOf(v, to.firstInForceAt)}`}
    >
      <PolicyMenu v={v} />
      {nothing(found) ? (
        <Alert kind="ok">
          <p class="nl-paragraph">{t('Deze versies zijn gelijk.', 'These revisions are the same.')}</p>
        </Alert>
      ) : null}
      {some(norms.came, t('Nieuwe normen', 'New norms'), <NormList v={v} norms={norms.came} />)}
      {some(norms.went, t('Vervallen normen', 'Norms that lapsed'), <NormList v={v} norms={norms.went} />)}
      {some(norms.changed, t('Gewijzigde normen', 'Changed norms'), changedNorms(v, norms.changed))}
      {some(found.tables, t('Gewijzigde tabellen', 'Changed tables'), tables(v, found.tables))}
      {some(
        found.settings,
        t('Instellingen van uw organisatie', 'Settings of your organisation'),
        <ul class="utrecht-unordered-list">
          {found.settings.map((path) => (
            <li class="utrecht-unordered-list__item">{settingOf(v, path)}</li>
          ))}
        </ul>,
      )}
      {found.rules ? (
        <p class="nl-paragraph">
          {t(
            'Ook de uitvoering van de regels verschilt. Wat dat uitmaakt, ziet u aan de voorbeeldzaken.',
            'The rules themselves differ as well. The example cases show what that does.',
          )}
        </p>
      ) : null}
      <Section title={t('Voorbeeldzaken die anders uitvallen', 'Example cases decided otherwise')} id="zaken">
        {cases === 'true' ? casesOf(v, found.cases) : casesForm(v, a, b)}
      </Section>
    </Layout>
  )
}

const some = (items: readonly unknown[], title: string, shown: Parameters<typeof Section>[0]['children']) =>
  items.length > 0 ? <Section title={title}>{shown}</Section> : null

function nothing({ norms, tables, settings, rules }: Difference): boolean {
  return !rules && [norms.came, norms.went, norms.changed, tables, settings].every((list) => list.length === 0)
}

function casesForm(v: Visit, a: string, b: string) {
  const { t } = v
  return (
    <form method="get" action="/console/policy/difference#zaken">
      <input type="hidden" name="a" value={a} />
      <input type="hidden" name="b" value={b} />
      <p class="nl-paragraph">
        {t(
          'Sluis legt alle voorbeeldzaken aan beide versies voor. Dat duurt enkele seconden.',
          'Sluis asks both revisions all example cases. That takes some seconds.',
        )}
      </p>
      <Submit kind="secondary" name="cases" value="true">
        {t('Voorbeeldzaken vergelijken', 'Compare example cases')}
      </Submit>
    </form>
  )
}

function changedNorms(v: Visit, changed: Difference['norms']['changed']) {
  const { t } = v
  return (
    <Table
      caption={t('Wat aan een norm veranderde', 'What changed of a norm')}
      head={[t('Norm', 'Norm'), t('Wat', 'What'), t('Was', 'Was'), t('Is nu', 'Is now')]}
      rows={changed.flatMap(({ before, after, members }) =>
        members.map((member) => [
          <NormLink id={after.id} />,
          memberOf(v, member),
          worded(v, before[member as keyof typeof before]),
          worded(v, after[member as keyof typeof after]),
        ]),
      )}
      empty=""
    />
  )
}

function worded(v: Visit, value: unknown): string {
  if (typeof value === 'object' && value !== null && 'nl' in value) return said(v, value as { nl: string; en: string })
  return value === null ? '–' : [value].flat().join(', ')
}

function tables(v: Visit, changed: Difference['tables']) {
  const { t } = v
  const list = (rows: readonly string[]) => rows.join(', ') || '–'
  return (
    <Table
      caption={t('Rijen die kwamen, gingen of veranderden', 'Rows that came, went or changed')}
      head={[t('Tabel', 'Table'), t('Nieuw', 'New'), t('Vervallen', 'Lapsed'), t('Gewijzigd', 'Changed')]}
      rows={changed.map(({ table, came, went, changed: rows }) => [
        tableOf(v, table),
        list(came),
        list(went),
        list(rows),
      ])}
      empty=""
    />
  )
}

function casesOf(v: Visit, cases: CasesDifference | null) {
  const { t } = v
  if (!cases) {
    return (
      <p class="nl-paragraph">
        {t('Deze installatie kan geen voorbeeldzaken vergelijken.', 'This installation cannot compare example cases.')}
      </p>
    )
  }
  const { questions, opens, closes, otherwise, complete, changed } = cases
  return (
    <>
      <Alert
        kind={opens > 0 ? 'warning' : 'ok'}
        title={opens > 0 ? t('Er gaat iets open', 'Something opens') : t('Er gaat niets open', 'Nothing opens')}
      >
        <p class="nl-paragraph">
          {t(
            `Van ${questions} voorbeeldzaken: in ${opens} gaat iets open, in ${closes} gaat iets dicht, ${otherwise} vallen om andere redenen anders uit.`,
            `Of ${questions} example cases: in ${opens} something opens, in ${closes} something closes, ${otherwise} are decided otherwise.`,
          )}
        </p>
        {complete ? null : (
          <p class="nl-paragraph">{t('Er is meer dan hier staat.', 'There is more than is shown here.')}</p>
        )}
      </Alert>
      {changed.map(({ cases: named, more, differences }) => (
        <section class="sluis-section" aria-label={named[0] ? said(v, named[0].title) : ''}>
          <h3 class="nl-heading nl-heading--level-3">{named[0] ? said(v, named[0].title) : ''}</h3>
          {named.length + more > 1 ? (
            <p class="nl-paragraph sluis-small">
              {`${t('Ook', 'Also')}: ${named
                .slice(1)
                .map((one) => said(v, one.title))
                .join('; ')}${more > 0 ? ` ${t(`en nog ${more}`, `and ${more} more`)}` : ''}`}
            </p>
          ) : null}
          <Table
            caption={t('Wat anders wordt', 'What becomes otherwise')}
            head={[
              t('Waarvan', 'Of what'),
              t('Wat het wordt', 'What becomes of it'),
              t('Was', 'Was'),
              t('Is nu', 'Is now'),
            ]}
            rows={differences.map(({ kind, name, direction, before, after }) => [
              unitOf(v, kind, name),
              directionOf(v, direction),
              <>
                {stateOf(v, before.is)} <NormLinks ids={before.norms} />
              </>,
              <>
                {stateOf(v, after.is)} <NormLinks ids={after.norms} />
              </>,
            ])}
            empty=""
          />
        </section>
      ))}
      <p class="nl-paragraph">
        <Link href="/console/policy/revisions">{t('Andere versies vergelijken', 'Compare other revisions')}</Link>
      </p>
    </>
  )
}
