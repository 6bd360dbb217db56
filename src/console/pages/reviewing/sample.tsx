/** One sample with its decisions and what was found in them, and drawing it again to see that the same comes out. */
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import { redrawSchema, sampleDocumentSchema } from '../../../api/documents-review.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { Csrf, Submit } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Code, Link, Moment, Outcome, Pairs, Section, Table } from '../../parts/show.tsx'
import { namesOf, numberOf } from '../../words.ts'
import { doneWord, REVIEW, reviewMenu, SeverityBadge } from './menu.tsx'
import { periodOf } from './samples.tsx'

type SampleDocument = z.infer<typeof sampleDocumentSchema>
type Redraw = z.infer<typeof redrawSchema>
const AT = `${REVIEW}/samples`

export async function sample(v: Visit, c: Context) {
  const { done } = c.req.query()
  return one(v, await read(v, c), doneWord(v, done))
}

export async function redraw(v: Visit, c: Context) {
  const query = { readingPurpose: v.readingPurpose() }
  const again = await v.api.get(`/samples/${c.req.param('id') ?? ''}/redraw`, redrawSchema, query)
  return one(v, await read(v, c), <Redrawn v={v} redraw={again} />)
}

function read(v: Visit, c: Context): Promise<SampleDocument> {
  return v.api.get(`/samples/${c.req.param('id') ?? ''}`, sampleDocumentSchema, { readingPurpose: v.readingPurpose() })
}

async function one(v: Visit, document: SampleDocument, word: Child) {
  const { t } = v
  const department = await namesOf(v, 'departments')
  return (
    <Layout v={v} title={t('Steekproef', 'Sample')} lead={periodOf(v, document)}>
      {reviewMenu(v)}
      {word}
      <Section title={t('Hoe is getrokken', 'How it was drawn')}>
        <Pairs
          pairs={[
            [t('Getrokken', 'Drawn'), <Moment v={v} at={document.at} ago />],
            [t('Afdeling', 'Department'), document.department ? department(document.department) : t('alle', 'all')],
            [
              t('Besluiten', 'Decisions'),
              t(
                `${numberOf(v, document.drawn)} van ${numberOf(v, document.population)}`,
                `${numberOf(v, document.drawn)} of ${numberOf(v, document.population)}`,
              ),
            ],
            [t('Bekeken', 'Reviewed'), numberOf(v, document.reviewed)],
            [t('Beginwaarde van het toeval (seed)', 'Seed'), <Code>{document.seed}</Code>],
            [
              t('Wie koos de beginwaarde', 'Who chose the seed'),
              document.seedGiven ? t('wie de steekproef nam', 'who drew the sample') : t('Sluis', 'Sluis'),
            ],
            [t('Uit het logboek tot regel', 'From the log before entry'), numberOf(v, document.upTo)],
          ]}
        />
        <form method="post" action={`${AT}/${document.id}/redraw`}>
          <Csrf v={v} />
          <Submit kind="secondary">{t('Opnieuw trekken en vergelijken', 'Draw again and compare')}</Submit>
        </form>
      </Section>
      <Section title={t('Besluiten', 'Decisions')}>{await decisions(v, document)}</Section>
    </Layout>
  )
}

async function decisions(v: Visit, { id: sampleId, decisions: rows }: SampleDocument) {
  const { t } = v
  const source = await namesOf(v, 'sources')
  return (
    <Table
      caption={t('Besluiten in deze steekproef', 'Decisions in this sample')}
      head={[
        t('Besluit', 'Decision'),
        t('Uitkomst', 'Outcome'),
        t('Bron', 'Source'),
        t('Bevindingen', 'Findings'),
        t('Bevinding schrijven', 'Write a finding'),
      ]}
      rows={rows.map(({ id, index, decision, findings }) =>
        decision === null
          ? [numberOf(v, index), t('gewist', 'erased'), '–', '–', '–']
          : [
              <Link href={`/console/decisions/${id}`}>
                <Moment v={v} at={decision.at} />
              </Link>,
              <Outcome v={v} outcome={decision.outcome} />,
              decision.source ? source(decision.source) : '–',
              findings.length > 0
                ? findings.map((finding) => <FindingLink v={v} {...finding} />)
                : t('nog geen', 'none yet'),
              <Link href={`${REVIEW}/findings/new?decision=${id}&sample=${sampleId}`}>
                {t('Schrijven bij nr.', 'Write about no.')} {numberOf(v, index)}
              </Link>,
            ],
      )}
      empty={t('In deze periode was geen besluit.', 'There was no decision in this period.')}
    />
  )
}

function FindingLink({
  v,
  id,
  severity,
  status,
}: { readonly v: Visit } & SampleDocument['decisions'][number]['findings'][number]) {
  return (
    <p class="nl-paragraph">
      <Link href={`${REVIEW}/findings/${id}`}>
        <SeverityBadge v={v} severity={severity} />
      </Link>{' '}
      {status === 'open' ? v.t('open', 'open') : v.t('gesloten', 'closed')}
    </p>
  )
}

function Redrawn({ v, redraw: { result } }: { readonly v: Visit; readonly redraw: Redraw }) {
  const { t } = v
  const words: Readonly<Record<Redraw['result'], string>> = {
    same: t('Er kwam precies dezelfde steekproef uit.', 'Exactly the same sample came out.'),
    erased: t('Sindsdien is er gewist. Wat er nog is, klopt.', 'Something was erased since. What is left is right.'),
    differs: t(
      'Er kwam iets anders uit: deze steekproef klopt niet.',
      'Something else came out: this sample is not right.',
    ),
  }
  return (
    <Alert kind={result === 'differs' ? 'error' : 'ok'} focus>
      <p class="nl-paragraph">{words[result]}</p>
    </Alert>
  )
}
