/** The story of the demo: one signal on its lawful way, told by the server's own answers. */
import type { Api, Reply } from './client.ts'
import { BSN, type PEOPLE } from './people.ts'
import { JUDGEMENTS, municipal, riec, SIGNAL, subjectOf } from './questions.ts'

export type Cast = Readonly<Record<keyof typeof PEOPLE, Api>>
/** Shows one step: a Dutch title, what was done, and the server's answer. */
export type Narrator = {
  chapter(title: string): void
  step(who: string, what: string, reply: Reply): void
  /** What a program said, or what is to be known. */
  note(text: string): void
}
/** Ids that a reader may look up afterwards; of the joint case also an answer with its receipt, as its asker keeps it. */
export type Told = {
  readonly caseId: string
  readonly joint: { readonly caseId: string; readonly answer: Reply['body'] }
}

const GROUNDS = 'Demonstratie met verzonnen gegevens.'

/** Throws when the server answers otherwise than the story tells. */
export async function tell(cast: Cast, narrator: Narrator): Promise<Told> {
  const { step, chapter } = narrator
  const done = async (who: string, what: string, work: Promise<Reply>, expected: string): Promise<Reply['body']> => {
    const reply = await work
    step(who, what, reply)
    const outcome = String(reply.body.outcome ?? reply.status)
    if (outcome !== expected) throw new Error(`${what}: expected ${expected}, the server answered ${outcome}`)
    return reply.body
  }

  chapter('Vooraf: register en DPIA staan vast')
  for (const [regime, purpose] of [
    ['BGP', 'P-BGP-AANPAK'],
    ['WGS', 'P-RIEC-F'],
  ] as const) {
    await done(
      'privacyfunctionaris',
      `registervermelding ${regime} ${purpose}`,
      cast.officer.post('/v1/attestations', JUDGEMENTS.register(regime, purpose)),
      'permit',
    )
    await done(
      'privacyfunctionaris',
      `DPIA ${regime} ${purpose}`,
      cast.officer.post('/v1/attestations', JUDGEMENTS.dpia(regime, purpose)),
      'permit',
    )
  }

  chapter('Een signaal: een garagehouder, fase B1 naar B2')
  const opening = { regime: 'BGP', purposes: ['P-BGP-AANPAK'], region: 'Midden-Nederland', grounds: GROUNDS }
  const opened = await done('regisseur', 'opent de casus', cast.regisseur.post('/v1/cases', opening), 'permit')
  const caseId = String(opened.caseId)
  const at = `/v1/cases/${caseId}`
  const owner = { subject: subjectOf(BSN.garagehouder), relation: 'SIGNAL', grounds: GROUNDS }
  await done('regisseur', 'legt de betrokkene vast', cast.regisseur.post(`${at}/subjects`, owner), 'permit')
  const carer = { subject: subjectOf(BSN.pgbHouder), relation: 'SIGNAL', grounds: GROUNDS }
  await done('regisseur', 'legt een tweede betrokkene vast', cast.regisseur.post(`${at}/subjects`, carer), 'permit')
  for (const judgement of [JUDGEMENTS.w1, JUDGEMENTS.w2a, JUDGEMENTS.w2b]) {
    await done('regisseur', `weging ${judgement.type}`, cast.regisseur.post(`${at}/attestations`, judgement), 'permit')
  }
  const move = (to: string) => cast.asker.post(`${at}/transitions`, { to, grounds: GROUNDS })
  await done('casusregisseur', 'brengt de casus naar B2', move('B2'), 'permit')

  chapter('S04A: details vragen terwijl de zwaarte nog wordt bepaald')
  const permitFile = ['zaaknr', 'soort', 'besluit', 'pand']
  await done(
    'casusregisseur',
    'vraagt het vergunningendossier',
    cast.asker.post('/v1/inquiries', municipal(caseId, 'VERG/vergunningen', 'DETAIL', permitFile)),
    'deny',
  )

  chapter('De casus gaat verder: bronnenonderzoek (B3)')
  await done('ondermijningsteam', 'weging 3', cast.team.post(`${at}/attestations`, JUDGEMENTS.w3), 'permit')
  await done('casusregisseur', 'brengt de casus naar B3', move('B3'), 'permit')
  const hit = await done(
    'casusregisseur',
    'vraagt hit / geen hit bij VERG',
    cast.asker.post('/v1/inquiries', municipal(caseId, 'VERG/vergunningen', 'HITNOHIT')),
    'review',
  )
  for (const source of ['VERG/vergunningen', 'TH/controles', 'BZ/personen']) {
    await done(
      'privacyfunctionaris',
      `privacycheck 1 voor ${source}`,
      cast.officer.post(`${at}/attestations`, JUDGEMENTS.pc1(source)),
      'permit',
    )
  }

  chapter('S05A: hit / geen hit')
  await done(
    'casusregisseur',
    'vraagt opnieuw bij VERG',
    cast.asker.post(`/v1/inquiries/${String(hit.id)}/disclosures`),
    'permit',
  )
  for (const source of ['TH/controles', 'BZ/personen']) {
    await done(
      'casusregisseur',
      `vraagt hit / geen hit bij ${source}`,
      cast.asker.post('/v1/inquiries', municipal(caseId, source, 'HITNOHIT')),
      'permit',
    )
  }

  chapter('Na een hit: alleen wat nodig is, behandeld zoals beslist')
  await done(
    'casusregisseur',
    'vraagt het vergunningendossier',
    cast.asker.post('/v1/inquiries', municipal(caseId, 'VERG/vergunningen', 'DETAIL', permitFile)),
    'permit',
  )
  const person = ['geslachtsnaam', 'geboortedatum', 'geboorteplaats', 'adres', 'indicatie_geheim']
  await done(
    'casusregisseur',
    'vraagt persoonsgegevens',
    cast.asker.post('/v1/inquiries', municipal(caseId, 'BZ/personen', 'DETAIL', person)),
    'permit',
  )
  await done(
    'casusregisseur',
    'vraagt het oude controledossier',
    cast.asker.post('/v1/inquiries', municipal(caseId, 'TH/controles', 'DETAIL', ['bevinding'])),
    'deny',
  )

  chapter('S07: zorggegevens, ook de hit zelf')
  await done(
    'casusregisseur',
    'vraagt hit / geen hit bij WMO',
    cast.asker.post('/v1/inquiries', municipal(caseId, 'WMO/voorzieningen', 'HITNOHIT', [], BSN.pgbHouder)),
    'deny',
  )

  chapter('S22: belastinggegevens in de aanpak (B4)')
  await done('ondermijningsteam', 'weging 4', cast.team.post(`${at}/attestations`, JUDGEMENTS.w4), 'permit')
  await done('casusregisseur', 'brengt de casus naar B4', move('B4'), 'permit')
  const taxes = municipal(caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb', 'kwijtschelding', 'iban'])
  await done('casusregisseur', 'vraagt belastinggegevens', cast.asker.post('/v1/inquiries', taxes), 'deny')
  await done(
    'privacyfunctionaris',
    'legt het collegebesluit vast',
    cast.officer.post('/v1/attestations', JUDGEMENTS.college67),
    'permit',
  )
  await done(
    'privacyfunctionaris',
    'privacycheck 2A',
    cast.officer.post(`${at}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')),
    'permit',
  )
  await done('casusregisseur', 'vraagt belastinggegevens', cast.asker.post('/v1/inquiries', taxes), 'permit')

  chapter('S13A: het RIEC, fase R2 en R3')
  const riecOpening = {
    regime: 'WGS',
    purposes: ['P-RIEC-F'],
    activity: 'CASUS',
    crimeForm: 'WITWASSEN',
    involved: ['COL', 'BD'],
    signal: SIGNAL,
    grounds: GROUNDS,
  }
  const joint = await done(
    'RIEC-vertegenwoordiger',
    'meldt het signaal en opent de RIEC-casus',
    cast.riec.post('/v1/cases', riecOpening),
    'permit',
  )
  const riecAt = `/v1/cases/${String(joint.caseId)}`
  await done('RIEC-vertegenwoordiger', 'legt de betrokkene vast', cast.riec.post(`${riecAt}/subjects`, owner), 'permit')
  const moveJoint = (api: Api, to: string) => api.post(`${riecAt}/transitions`, { to, grounds: GROUNDS })
  await done('RIEC-vertegenwoordiger', 'brengt de casus naar R1', moveJoint(cast.riec, 'R1'), 'permit')
  await done(
    'RIEC-vertegenwoordiger',
    'legt de gezamenlijke beoordeling vast',
    cast.riec.post(`${riecAt}/attestations`, JUDGEMENTS.assessment),
    'permit',
  )
  await done(
    'RIEC-vertegenwoordiger',
    'registreert de beoordeling',
    cast.riec.post(`${riecAt}/attestations`, JUDGEMENTS.registered),
    'permit',
  )
  await done('RIEC-medewerker', 'brengt de casus naar R2', moveJoint(cast.analyst, 'R2'), 'permit')
  await done(
    'privacyfunctionaris',
    'noodzaak voor BD/inkomen',
    cast.officer.post(`${riecAt}/attestations`, JUDGEMENTS.necessity('BD/inkomen')),
    'permit',
  )
  const income = riec(String(joint.caseId), 'BD/inkomen', ['box1_inkomen', 'openstaande_schuld'])
  await done(
    'RIEC-medewerker',
    'vraagt inkomen en schuld bij de Belastingdienst',
    cast.analyst.post('/v1/inquiries', income),
    'deny',
  )
  await done('RIEC-vertegenwoordiger', 'brengt de casus naar R3', moveJoint(cast.riec, 'R3'), 'permit')
  const again = cast.analyst.post('/v1/inquiries', income)
  const answer = await done('RIEC-medewerker', 'stelt dezelfde vraag', again, 'permit')

  chapter('Het logboek')
  const log = await cast.officer.get('/v1/decisions?readingPurpose=P-AUDIT&limit=100')
  step('privacyfunctionaris', 'leest het logboek, met een doel', log)
  return { caseId, joint: { caseId: String(joint.caseId), answer } }
}
