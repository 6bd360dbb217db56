/** Norms and policy, as who writes or checks the rules uses them: found, compared, tried out, and kept as a case. */
import assert from 'node:assert/strict'
import { answerOf } from '../../../src/policy/answers.ts'
import { loadBundle } from '../../../src/policy/bundle.ts'
import { differences, questionsOf } from '../../../src/policy/case-table.ts'
import { createEngine } from '../../../src/policy/engine.ts'
import { committed, forged, sha256 } from '../../policy/committed.ts'
import { sitDown } from '../../support/desk.ts'
import { entered, personOf, type Stage } from '../../support/stage.ts'
import type { Job } from './job.ts'

const JURIST = 'jurist'

export const policyJobs: readonly Job[] = [
  { as: JURIST, does: 'finds norms by law, words, certainty and effect, and reads one', run: norms },
  { as: JURIST, does: 'sees what changed between two revisions, and which cases that opens', run: revisions },
  { as: JURIST, does: 'tries facts out, sees the outcome at once, and keeps it as a case', run: tries },
  { as: JURIST, does: 'tries facts out as JSON, and is told what is wrong with it', run: triesJson },
]

async function norms(stage: Stage): Promise<void> {
  const desk = await sitDown(stage, personOf(JURIST).person)
  await desk.menu('Normen en beleid')
  const all = stage.world.node.ports.norms
  await desk.says(`${all.size} van ${all.size} normen`)
  await desk.fill('Zoekwoorden', 'belasting')
  await desk.choose('Wet of afspraak', 'Gemeentewet')
  await desk.press('Tonen')
  await desk.says(/^.* 1 van \d+ normen/, 'Normen uit Gemeentewet')
  await desk.follow('GEM-01')
  await desk.says('Gemeentewet 231', 'Wat u kunt doen als de norm u tegenhoudt', 'Waaruit blijkt dat de norm werkt')
  await desk.says(/Alleen .* mogen daarin kijken/)
  await desk.silent('speelde deze norm mee')
  await desk.follow('Normen')
  await desk.choose('Zekerheid', /^I\b/)
  await desk.press('Tonen')
  const chosen = [...all.values()].filter(({ certainty }) => certainty === 'I').length
  await desk.says(`${chosen} van ${all.size} normen`)
  await desk.follow('Alles tonen')
  await desk.choose('Wat de norm doet', /^staat|toe/)
  await desk.press('Tonen')
  const permits = [...all.values()].filter(({ effect }) => effect.includes('permit')).length
  await desk.says(`${permits} van ${all.size} normen`)
  await desk.leave()
}

/** A revision from before, in which one norm had other words and one field stayed closed. */
async function keepOlder({ world: { node } }: Stage): Promise<void> {
  const files = committed()
  const manifest = JSON.parse(files.manifest)
  for (const norm of manifest.norms) if (norm.id === 'GEM-01') norm.text = { nl: 'Oude woorden.', en: 'Old words.' }
  const data = JSON.parse(files.data)
  data.facts.minimisation['P-BGP-AANPAK'].B4['C-BEL-G'] = { '*': 'withhold' }
  const older = forged({ manifest: JSON.stringify(manifest), data: JSON.stringify(data) })
  const { settings, policies } = node.ports
  const { digest } = loadBundle(older, settings, sha256).policy
  const kept = { digest, at: '2025-03-01T00:00:00.000Z', files: older, settings: JSON.stringify(settings) }
  await (policies as unknown as { keep(kept: unknown): Promise<void> }).keep(kept)
}

async function revisions(stage: Stage): Promise<void> {
  await keepOlder(stage)
  const desk = await sitDown(stage, personOf(JURIST).person)
  await desk.menu('Normen en beleid')
  await desk.follow('Versies en verschillen')
  await desk.says('geldt nu', 'gold eerder')
  await desk.press('Vergelijken')
  await desk.says('Oude woorden.', 'minimale gegevens per doel')
  await desk.press('Voorbeeldzaken vergelijken')
  await desk.says('Er gaat iets open', /gaat open/)
  await desk.leave()
}

async function tries(stage: Stage): Promise<void> {
  const { ports } = stage.world.node
  const desk = await sitDown(stage, personOf(JURIST).person)
  const before = await ports.ledger.size()
  await desk.menu('Normen en beleid')
  await desk.follow('Uitproberen')
  await desk.choose('Welke bron', /belastingen/)
  await desk.press('Deze bron kiezen')
  await desk.tick(/^IBAN/)
  await desk.choose('Wie vraagt: orgaan', /[Bb]urgemeester/)
  await desk.choose('Wie vraagt: afdeling', /Ondermijning/)
  await desk.choose('Doel', /gemeentelijke aanpak/)
  await desk.choose('Wettelijke taak', /^Last onder bestuursdwang/)
  await desk.choose('De zaak is in stap', 'Aanpak')
  await desk.unfold('Oordelen van een ander')
  await desk.tick(/Privacycheck 2A/)
  await desk.unfold('Meer feiten')
  await desk.choose('In welk verband', /protocol/)
  await desk.choose('Wat de vrager wil weten', 'de gegevens zelf')
  await desk.unfold('Rollen van de vrager')
  await desk.tick(/[Cc]asusregisseur/, /Rollen/)
  await desk.unfold('Genoemde grondslagen')
  await desk.tick(/AVG 6 lid 1 e/)
  await desk.press('Uitproberen')
  await desk.says('Uitkomst', /IBAN [^.]*[A-Z]+-\d\d/, 'Waarom: de normen die spraken')
  await desk.accessible()
  await desk.unfold('Opslaan als voorbeeldzaak')
  await desk.fill('Titel in het Nederlands', 'Rekeningnummer in een zaak')
  await desk.fill('Titel in het Engels', 'Account number in a case')
  const file = await desk.taken(() => desk.page.getByRole('button', { name: 'Bestand ophalen' }).click())
  assert.equal(file.name, 'account-number-in-a-case.json')
  const { base } = ports.workbook
  assert.ok(base)
  const [asked] = questionsOf(JSON.parse(file.text), 'cases/a.json', base, ports.facts)
  assert.ok(asked)
  assert.deepEqual(
    asked.input.attestations.map(({ type }) => type),
    ['PC2A'],
  )
  const engine = createEngine(loadBundle(committed(), asked.settings, sha256))
  assert.deepEqual(differences(asked.expect, answerOf(engine, asked.entrypoint, asked.input)), [])
  assert.deepEqual(await entered(stage, before), [])
  await desk.leave()
}

async function triesJson(stage: Stage): Promise<void> {
  const desk = await sitDown(stage, personOf(JURIST).person)
  await desk.menu('Normen en beleid')
  await desk.follow('Uitproberen')
  await desk.unfold('Liever JSON')
  await desk.fill('Feiten als JSON', '{')
  await desk.press('JSON uitproberen')
  await desk.says('De JSON kan niet worden gelezen')
  await desk.fill('Feiten als JSON', '{"case":{"state":"B3"}}')
  await desk.press('JSON uitproberen')
  await desk.says('Uitkomst', 'Waarom: de normen die spraken')
  await desk.leave()
}
