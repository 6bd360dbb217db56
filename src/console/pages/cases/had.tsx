/** What a case already has: information that is held, with where it came from; what was asked in it; and when all of it goes. */
import { inquirySummarySchema, pageOf, titledHoldingDocumentSchema } from '../../../api/documents.ts'
import type { OpenCaseDocument } from '../../../api/documents-case.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { furtherStatus } from '../../parts/codes.ts'
import { retainedText } from '../../parts/retained.ts'
import { Link, Moment, Outcome, Pairs, Section, Table } from '../../parts/show.tsx'
import { dayOf, namesOf } from '../../words.ts'

export async function holdings(v: Visit, caseId: string) {
  const { t } = v
  const [{ items }, organ, category] = await Promise.all([
    v.api.get('/holdings', pageOf(titledHoldingDocumentSchema), { caseId }),
    namesOf(v, 'organs'),
    namesOf(v, 'categories'),
  ])
  const parts = items.flatMap((holding) =>
    Object.entries(holding.facts.parts).map(([name, part]) => ({ holding, name, part })),
  )
  return (
    <Section title={t('Stukken in deze zaak', 'What this case holds')} id="stukken">
      <Table
        caption={t('Stukken, en waar elk deel vandaan komt', 'What is held, and where each part came from')}
        head={[
          t('Stuk en deel', 'Piece and part'),
          t('Soort gegevens', 'Kind of data'),
          t('Komt van', 'Came from'),
          t('Van welke dag', 'Of which day'),
          t('Staat', 'State'),
        ]}
        rows={parts.map(({ holding, name, part }) => [
          `${holding.facts.kind === 'RESULT' ? t('resultaat', 'result') : t('document', 'document')} …${holding.id.slice(-6)}, ${name}`,
          category(part.category),
          [organ(part.origin), ...part.contributors.filter((code) => code !== part.origin).map(organ)].join(', '),
          dayOf(v, part.date),
          [
            part.verified ? t('nagekeken', 'verified') : t('niet nagekeken', 'not verified'),
            ...(part.disputed ? [t('betwist', 'disputed')] : []),
            ...(part.secrecy ? [`${t('geheim', 'secret')}: ${part.secrecy}`] : []),
          ].join(', '),
        ])}
        empty={t('Deze zaak heeft geen stukken.', 'This case holds nothing.')}
      />
    </Section>
  )
}

/** Own ones; of everybody's only who may read the log sees them, there. */
export async function disclosures(v: Visit, caseId: string) {
  const { t } = v
  const [{ items }, source, purpose] = await Promise.all([
    v.api.get('/inquiries', pageOf(inquirySummarySchema), { caseId }),
    namesOf(v, 'sources'),
    namesOf(v, 'purposes'),
  ])
  return (
    <Section title={t('Gevraagd en gekregen', 'Asked and received')} id="gevraagd">
      <Table
        caption={t('Uw verzoeken in deze zaak', 'Your requests in this case')}
        head={[
          t('Wanneer', 'When'),
          t('Uitkomst', 'Outcome'),
          t('Stand', 'Status'),
          t('Bron', 'Source'),
          t('Doel', 'Purpose'),
        ]}
        rows={items.map((item) => [
          <Link href={`/console/inquiries/${item.id}`}>
            <Moment v={v} at={item.createdAt} />
          </Link>,
          <Outcome v={v} outcome={item.outcome} />,
          furtherStatus(v, item.status) || '–',
          source(item.source),
          item.purpose ? purpose(item.purpose) : '–',
        ])}
        empty={t('U vroeg in deze zaak nog niets.', 'You asked nothing in this case yet.')}
      />
      {v.me.pages.decisions ? (
        <p class="nl-paragraph">
          <Link href={`/console/decisions?caseId=${caseId}`}>
            {t('Alle besluiten in deze zaak', 'All decisions in this case')}
          </Link>
        </p>
      ) : null}
    </Section>
  )
}

const HELD = {
  'legal-hold': ['Dit blijft: er is bepaald dat niets weg mag.', 'This stays: it was ordered that nothing may go.'],
  'kept-for-good': [
    'Dit blijft: de selectielijst bewaart het blijvend.',
    'This stays: the selection list keeps it for good.',
  ],
  'selection-list': [
    'Dit wacht: de categorie van de selectielijst is nog niet vastgesteld.',
    'This waits: the category of the selection list was not established yet.',
  ],
} as const

export function Retention({ v, retention }: { readonly v: Visit; readonly retention: OpenCaseDocument['retention'] }) {
  const { t } = v
  const { goes, due, held, text, article, reason } = retention
  const words = held === null ? null : HELD[held]
  return (
    <Section title={t('Hoe lang dit blijft', 'How long this stays')} id="bewaren">
      {words ? (
        <Alert kind="info">
          <p class="nl-paragraph">{t(words[0], words[1])}</p>
        </Alert>
      ) : null}
      {due && held === null ? (
        <Alert kind="warning">
          <p class="nl-paragraph">{t('Deze zaak moet nu weg.', 'This case must go now.')}</p>
        </Alert>
      ) : null}
      <Pairs
        pairs={[
          [t('Gaat weg op', 'Goes on'), goes === null ? t('nog geen dag bekend', 'no day known yet') : dayOf(v, goes)],
          [t('Volgens', 'According to'), text && retainedText(v, text)],
          [t('Waarom', 'Why'), reason && retainedText(v, reason)],
          [t('Artikel', 'Article'), article],
        ]}
      />
    </Section>
  )
}
