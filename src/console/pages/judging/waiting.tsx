/** What waits for a judgement of these roles, and one of them: what was asked and why, beside what must be judged. */
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { pageOf } from '../../../api/documents.ts'
import { type AwaitedJudgement, awaitedJudgementSchema } from '../../../api/documents-judging.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { CaseLink, CaseName } from '../../parts/case.tsx'
import { classWord, fieldWord, modeWord, settingWord, subjectWord } from '../../parts/codes.ts'
import type { Unfit } from '../../parts/filter.ts'
import { Grounds } from '../../parts/grounds.tsx'
import { Layout } from '../../parts/layout.tsx'
import { spokenNorms } from '../../parts/norms.tsx'
import { type ScopeNames, scopeNames, scopeText } from '../../parts/scope.ts'
import { Badge, Link, Moment, NextPage, Pairs, Section, Table } from '../../parts/show.tsx'
import { namesOf, numberOf, said } from '../../words.ts'
import { emptyForm, judged } from './giving.tsx'
import { judgementsMenu, recordedWord } from './menu.tsx'
import { narrowedBy, narrowing, queryOf, SOON_DAYS } from './narrowing.tsx'
import { judgementType, nothingHere } from './types.ts'

const awaitedPage = pageOf(awaitedJudgementSchema)

export async function waiting(v: Visit, c: Context, unfit?: Unfit) {
  const { t } = v
  const { cursor, done } = c.req.query()
  // Of what was filled in wrongly nothing is looked for: the list is as it was.
  const narrowed = narrowedBy(c.req.query())
  const query = { ...queryOf(v, narrowed), cursor, limit: 100 }
  const { items, next } = await v.api.get('/judgements', awaitedPage, query)
  const names = await scopeNames(v)
  const source = await namesOf(v, 'sources')
  const open = alike(items.filter(({ givenAt }) => givenAt === null))
  const given = alike(items.filter(({ givenAt }) => givenAt !== null))
  return (
    <Layout
      v={v}
      title={t('Oordelen', 'Judgements')}
      lead={t(
        'Vragen die wachten op een oordeel dat u mag geven, de oudste eerst. Wat u zelf heeft gevraagd staat er niet bij: niemand beoordeelt een eigen vraag.',
        'Questions that wait for a judgement that you may give, oldest first. What you asked yourself is not among them: nobody judges their own question.',
      )}
    >
      {judgementsMenu(v)}
      {recordedWord(v, done)}
      {await narrowing(v, narrowed, unfit)}
      <Section title={t('Wacht op u', 'Waits for you')}>
        {waitingTable(v, open, names, source, [
          t('Oordelen waarop vragen wachten', 'Judgements that questions wait for'),
          Object.keys(narrowed).length > 0
            ? t('Hierbij past niets dat op uw oordeel wacht.', 'Nothing that waits for your judgement fits this.')
            : t('Er wacht niets op uw oordeel.', 'Nothing waits for your judgement.'),
        ])}
      </Section>
      {given.length > 0 ? (
        <Section title={t('Al gegeven', 'Given already')} id="gegeven">
          <p class="nl-paragraph">
            {t('Deze wachten tot de vrager opnieuw vraagt.', 'These wait for the asker to ask again.')}
          </p>
          {waitingTable(v, given, names, source, [t('Oordelen die al zijn gegeven', 'Judgements given already'), ''])}
        </Section>
      ) : null}
      <NextPage v={v} next={next} />
    </Layout>
  )
}

type Alike = readonly [oldest: AwaitedJudgement, ...others: AwaitedJudgement[]]

/** Those that one judgement is given for at once, under the oldest of them. */
function alike(items: readonly AwaitedJudgement[]): readonly Alike[] {
  const found = new Map<string, [AwaitedJudgement, ...AwaitedJudgement[]]>()
  for (const item of items) {
    const key = alikeKey(item)
    const group = found.get(key)
    if (group) group.push(item)
    else found.set(key, [item])
  }
  return [...found.values()]
}

function alikeKey({ attestation, scope, caseId, level }: AwaitedJudgement): string {
  return JSON.stringify([attestation, Object.entries(scope).sort(), level === 'case' ? caseId : null])
}

function waitingTable(
  v: Visit,
  groups: readonly Alike[],
  names: ScopeNames,
  source: (code: string) => string,
  [caption, empty]: readonly [caption: string, empty: string],
) {
  const { t } = v
  return (
    <Table
      caption={caption}
      head={[
        t('Oordeel', 'Judgement'),
        t('Waarover', 'About'),
        t('Gevraagde bron', 'Source asked'),
        t('Vragen', 'Questions'),
        t('Wacht sinds', 'Waits since'),
        t('Vervalt', 'Expires'),
      ]}
      rows={groups.map(([item, ...others]) => [
        <Link href={`/console/judgements/waiting/${item.id}`}>{said(v, item.title)}</Link>,
        <>
          {scopeText(names, item.scope)}
          {item.caseId ? (
            <div class="sluis-small">
              {t('Zaak ', 'Case ')}
              <CaseName id={item.caseId} />
            </div>
          ) : null}
        </>,
        [...new Set([item, ...others].map(({ inquiry }) => source(inquiry.source)))].join('; '),
        numberOf(v, 1 + others.length),
        item.givenAt ? (
          <>
            <Moment v={v} at={item.inquiry.waitsSince} />
            {', '}
            {t('gegeven op ', 'given on ')}
            <Moment v={v} at={item.givenAt} />
          </>
        ) : (
          <Moment v={v} at={item.inquiry.waitsSince} ago />
        ),
        <Deadline v={v} at={item.inquiry.expiresAt} />,
      ])}
      numbers={[3]}
      empty={empty}
    />
  )
}

function Deadline({ v, at }: { readonly v: Visit; readonly at: string | null }) {
  if (at === null) return <>–</>
  const soon = Date.parse(at) - v.now.getTime() < SOON_DAYS * 86_400_000
  return (
    <>
      <Moment v={v} at={at} ago /> {soon ? <Badge tone="warning">{v.t('binnenkort', 'soon')}</Badge> : null}
    </>
  )
}

export async function waitingOne(v: Visit, c: Context) {
  const item = await found(v, c)
  const { inquiry, level, caseId, scope } = item
  const type = await judgementType(v, item.attestation)
  const form = {
    type,
    action: `/console/judgements/waiting/${item.id}`,
    about: scope,
    caseId: level === 'case' ? caseId : null,
    inquiry: inquiry.id,
  }
  const sent = c.req.method === 'POST' ? await judged(v, c, form) : null
  if (sent?.done) return c.redirect('/console/judgements?done=given', 303)
  return shown(v, item, sent?.word ?? null, sent ? await sent.form() : await emptyForm(v, form))
}

async function found(v: Visit, c: Context): Promise<AwaitedJudgement> {
  const { inquiry = '', place } = c.req.param() as Record<string, string | undefined>
  const { items } = await v.api.get('/judgements', awaitedPage, { inquiry, limit: 100 })
  return items.find(({ id }) => id === `${inquiry}/${place}`) ?? nothingHere(v)
}

async function shown(v: Visit, item: AwaitedJudgement, word: Child, form: Child) {
  const { t } = v
  const { grounds } = item.inquiry
  return (
    <Layout
      v={v}
      title={said(v, item.title)}
      lead={t(
        'U ziet waarom is gevraagd, niet wat er in de bron staat. U stelt vast of de toetsen kloppen; de normen beslissen daarna wat de vrager krijgt.',
        'You see why it was asked, not what is in the source. You establish whether the tests hold; then the norms decide what the asker gets.',
      )}
      languageInForm
    >
      {judgementsMenu(v)}
      {item.givenAt ? (
        <Alert kind="info">
          <p class="nl-paragraph">
            {t('Dit oordeel is al gegeven op ', 'This judgement was given already on ')}
            <Moment v={v} at={item.givenAt} />
            {t('. De vrager kan nu opnieuw vragen.', '. The asker can now ask again.')}
          </p>
        </Alert>
      ) : null}
      {word}
      <Section title={t('Wat is gevraagd', 'What was asked')}>
        {await question(v, item)}
        {await others(v, item)}
      </Section>
      <div class="sluis-beside">
        <Section title={t('Waarom de vrager dit nodig vindt', 'Why the asker finds this needed')}>
          <Grounds v={v} grounds={grounds} />
          <details class="sluis-disclosure">
            <summary>{t('De norm die dit oordeel vraagt', 'The norm that asks for this judgement')}</summary>
            {await spokenNorms(v, [item.norm])}
          </details>
        </Section>
        <Section title={t('Uw oordeel', 'Your judgement')}>{form}</Section>
      </div>
    </Layout>
  )
}

/** Each has its own grounds: a judgement is given for all of them. */
async function others(v: Visit, item: AwaitedJudgement) {
  const { t } = v
  const { attestation: type, caseId } = item
  const { items } = await v.api.get('/judgements', awaitedPage, { type, caseId: caseId ?? undefined, limit: 100 })
  const rest = items.filter((one) => one.id !== item.id && alikeKey(one) === alikeKey(item))
  if (rest.length === 0) return null
  return (
    <details class="sluis-disclosure">
      <summary>
        {t('Andere vragen die hierop wachten', 'Other questions that wait for this')} ({numberOf(v, rest.length)})
      </summary>
      <p class="nl-paragraph">
        {t('Uw oordeel geldt ook voor deze vragen.', 'Your judgement is for these questions as well.')}
      </p>
      <ul class="utrecht-unordered-list">
        {rest.map(({ id, inquiry }) => (
          <li class="utrecht-unordered-list__item">
            <Link href={`/console/judgements/waiting/${id}`}>
              {t('Gevraagd op ', 'Asked on ')}
              <Moment v={v} at={inquiry.askedAt} />
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}

async function question(v: Visit, { inquiry, caseId }: AwaitedJudgement) {
  const { t } = v
  const [purpose, source, basis, task, organ, department, category] = await Promise.all(
    (['purposes', 'sources', 'legal-bases', 'tasks', 'organs', 'departments', 'categories'] as const).map((one) =>
      namesOf(v, one),
    ),
  )
  const place = (at: { readonly organ: string; readonly department: string | null } | null) =>
    at && [organ?.(at.organ), at.department && department?.(at.department)].filter(Boolean).join(', ')
  return (
    <>
      <Pairs
        pairs={[
          [t('Bron', 'Source'), source?.(inquiry.source)],
          [t('Soort vraag', 'Kind of question'), modeWord(v, inquiry.mode)],
          [t('Over', 'About'), inquiry.subjectType && subjectWord(v, inquiry.subjectType)],
          [t('Regime', 'Regime'), settingWord(v, inquiry.regime)],
          [t('Doel', 'Purpose'), inquiry.purpose && purpose?.(inquiry.purpose)],
          [t('Wettelijke taak', 'Statutory task'), inquiry.task && task?.(inquiry.task)],
          [t('Grondslag', 'Legal basis'), inquiry.legalBasis.map((one) => basis?.(one)).join('; ') || null],
          [t('Vrager', 'Asker'), place(inquiry.asker) ?? t('vergeten', 'forgotten')],
          [t('Ontvanger', 'Recipient'), place(inquiry.recipient)],
          [t('Zaak', 'Case'), caseId && <CaseLink v={v} id={caseId} />],
          [t('Gevraagd', 'Asked'), <Moment v={v} at={inquiry.askedAt} />],
          [t('Wacht sinds', 'Waits since'), <Moment v={v} at={inquiry.waitsSince} ago />],
          [t('Vervalt', 'Expires'), inquiry.expiresAt && <Deadline v={v} at={inquiry.expiresAt} />],
        ]}
      />
      {inquiry.fields.length > 0 ? (
        <Table
          caption={t('Gevraagde velden', 'Fields asked')}
          head={[t('Veld', 'Field'), t('Soort gegevens', 'Category'), t('Hoe gevoelig', 'How sensitive')]}
          rows={inquiry.fields.map((field) => [
            fieldWord(v, field.name),
            field.category ? category?.(field.category) : '–',
            field.class ? classWord(v, field.class) : '–',
          ])}
          empty=""
        />
      ) : null}
    </>
  )
}
