/** A form counts once: clicked twice, sent again after going back, or sent while the first is still on its way. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { BSN, PEOPLE } from '../../src/cli/demo/people.ts'
import { JUDGEMENTS, municipal } from '../../src/cli/demo/questions.ts'
import { once, type Sendings } from '../../src/console/session/once.ts'
import { dutchDay } from '../../src/erasure/calendar.ts'
import { LIMITS } from '../../src/limits.ts'
import { type Browser, consoleOf, type Shown, signedIn } from '../support/console.ts'
import { type Garage, openGarage, permitted } from '../support/garage.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let now = Date.now()
let garage: Garage
let at: string
let own: string
let officer: Browser
let asker: Browser
let regisseur: Browser
/** What forms asked the API to do, but for what only looks. */
const acts: string[] = []
/** Put in front of the API. */
let meddle: ((request: Request) => Promise<Response> | undefined) | undefined
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date(now) })
  garage = await openGarage(world, 'B4')
  at = `/console/cases/${garage.caseId}`
  await permitted(garage.cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
  await permitted(
    garage.cast.officer.post(`/v1/cases/${garage.caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')),
  )
  const question = municipal(garage.caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb'])
  own = String((await permitted(garage.cast.asker.post('/v1/inquiries', question))).decisionId)
  const { fetch } = world.node.app
  vi.spyOn(world.node.app, 'fetch').mockImplementation(async (request, ...rest) => {
    if (request.method !== 'GET' && !request.url.endsWith('/_preview')) acts.push(new URL(request.url).pathname)
    return meddle?.(request) ?? fetch(request, ...rest)
  })
  const app = consoleOf(world, [PEOPLE.officer, PEOPLE.asker, PEOPLE.regisseur])
  officer = await signedIn(app, PEOPLE.officer)
  asker = await signedIn(app, PEOPLE.asker)
  regisseur = await signedIn(app, PEOPLE.regisseur)
})
afterAll(() => world.close())
beforeEach(async () => {
  meddle = undefined
  acts.length = 0
  // Another minute of what a caller may ask; what waits for the tree does not seem to have waited for as long.
  await world.node.ports.integrate()
  now += 60_000
})

/** Twice at the same moment, and once more afterwards: where each ended, and how often it was done. */
async function thrice(browser: Browser, page: Shown, action: string, fields: Record<string, string>) {
  acts.length = 0
  const send = () => browser.submit(page, action, fields)
  const shown = await Promise.all([send(), send()])
  shown.push(await send())
  return { done: acts.length, ends: [...new Set(shown.map((one) => one.at))], shown: shown[0] as Shown }
}
const firstLink = ({ html }: Shown, path: string) =>
  new RegExp(`href="(${path}/[0-9a-f-]{36}[^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''

describe('a form that was sent twice', () => {
  it.each([
    [
      'opens one case',
      () => regisseur,
      '/console/cases/new/municipal',
      '/console/cases/new',
      { purposes: 'P-BGP-AANPAK', grounds: 'x' },
    ],
    [
      'adds one subject',
      () => regisseur,
      () => at,
      '/subjects',
      { type: 'bsn', value: BSN.huisgenoot, relation: 'OTHER', addGrounds: 'x' },
    ],
    [
      'draws one sample',
      () => officer,
      '/console/review/samples',
      '/console/review/samples',
      { from: '2020-01-01', until: dutchDay(new Date()), size: '5', grounds: 'x' },
    ],
    [
      'gives one judgement',
      () => officer,
      '/console/judgements/new?type=DPIA',
      '/console/judgements/new',
      {
        'scope-regime': 'BGP',
        'scope-purpose': 'P-BGP-SIG',
        'details-reference': 'dpia-9',
        outcome: 'recorded',
        grounds: 'x',
        act: 'give',
      },
    ],
    [
      'withdraws one judgement',
      () => officer,
      '/console/judgements/standing?type=DPIA',
      '/console/judgements/standing/',
      { grounds: 'x', act: 'give' },
    ],
    [
      'stops once',
      () => officer,
      '/console/review/stops/new?type=STOP_SOURCE',
      '/console/review/stops/new',
      { 'scope-source': 'TH/controles', outcome: 'stopped', grounds: 'x', act: 'give' },
    ],
    ['lifts once', () => officer, '/console/review/stops', '/console/review/stops/', { grounds: 'x', act: 'give' }],
    [
      'writes one finding',
      () => officer,
      () => `/console/review/findings/new?decision=${own}`,
      '/console/review/findings/new',
      { severity: 'LOW', finding: 'x', followUp: 'x', owner: 'R-CAS', due: dutchDay(new Date()) },
    ],
    ['follows up once', () => asker, '/console/review/findings', '/console/review/findings/', { words: 'Besproken.' }],
    [
      'ends one obligation',
      () => officer,
      '/console/review/obligations',
      '/console/review/obligations/',
      { how: 'WAIVED', grounds: 'x' },
    ],
  ] as const)('%s', async (_, who, path, action, fields) => {
    const browser = who()
    const start = await browser.get(typeof path === 'string' ? path : path())
    // From a list to the one that it is about.
    const page = action.endsWith('/') ? await browser.get(firstLink(start, action.slice(0, -1))) : start
    const to = action === '/subjects' ? `${at}/subjects` : action
    const { done, ends, shown } = await thrice(browser, page, to, fields)
    // Each was led to the same place, away from the form.
    expect([done, ends.length], shown.text).toEqual([1, 1])
    expect(ends[0]).toMatch(/\?done=|^\/console\/cases\/[0-9a-f-]{36}$/)
  })

  it('but says something else the second time is not taken, and is told so', async () => {
    const page = await regisseur.get('/console/cases/new/municipal')
    const send = (grounds: string) =>
      regisseur.submit(page, '/console/cases/new', { purposes: 'P-BGP-AANPAK', grounds })
    await send('Een signaal.')
    acts.length = 0
    const other = await send('Een ander signaal.')
    expect([other.status, acts]).toEqual([409, []])
    expect(other.text).toContain('U heeft dit formulier al verstuurd')
  })

  it('and of which only a page came is looked at again: nothing was done', async () => {
    const page = await regisseur.get('/console/cases/new/municipal')
    const empty = await thrice(regisseur, page, '/console/cases/new', { purposes: 'P-BGP-AANPAK', grounds: '' })
    expect(empty.shown.html).toContain('id="grounds-error"')
    const { at: end } = await regisseur.submit(page, '/console/cases/new', { purposes: 'P-BGP-AANPAK', grounds: 'x' })
    expect(end).toMatch(/^\/console\/cases\/[0-9a-f-]{36}$/)
  })

  it('while it cannot be known whether the first counted is not taken, and says to look', async () => {
    const page = await regisseur.get('/console/cases/new/municipal')
    const send = () => regisseur.submit(page, '/console/cases/new', { purposes: 'P-BGP-AANPAK', grounds: 'x' })
    const down = { type: 'about:blank', title: 'Down', status: 503, detail: 'Down' }
    // Stored, and the answer was lost.
    meddle = ({ method, url }) =>
      method === 'POST' && url.endsWith('/v1/cases') ? Promise.resolve(Response.json(down, { status: 503 })) : undefined
    expect((await send()).status).toBe(200)
    meddle = undefined
    acts.length = 0
    const again = await send()
    expect([again.status, again.text, acts]).toEqual([409, expect.stringContaining('niet zeker'), []])
    // A form that is opened anew has a word of its own.
    const fresh = await regisseur.get('/console/cases/new/municipal')
    const opened = await regisseur.submit(fresh, '/console/cases/new', { purposes: 'P-BGP-AANPAK', grounds: 'x' })
    expect(opened.at).toMatch(/^\/console\/cases\/[0-9a-f-]{36}$/)
  })

  it('with a key of its own is asked again after a fault: by that key it counts once at the API', async () => {
    const waits = municipal(garage.caseId, 'TH/controles', 'DETAIL', ['bevinding'])
    const { id } = (await garage.cast.asker.post('/v1/inquiries', waits)).body
    const page = await asker.get(`/console/inquiries/${id}`)
    const send = () => asker.submit(page, `/console/inquiries/${id}/again`)
    const down = { type: 'about:blank', title: 'Down', status: 503, detail: 'Down' }
    meddle = ({ url }) =>
      url.endsWith('/disclosures') ? Promise.resolve(Response.json(down, { status: 503 })) : undefined
    expect((await send()).text).toContain('Dit kon niet worden verwerkt')
    meddle = undefined
    const again = await send()
    expect([again.status, again.text]).toEqual([200, expect.stringContaining('Antwoord op uw vraag')])
  })

  it('is that of one session: another has its own words', async () => {
    const page = await officer.get('/console/review/stops/new?type=STOP_SOURCE')
    const words = (html: string) => [...html.matchAll(/name="_once" value="([0-9a-f]{32})"/g)].map(([, word]) => word)
    const again = await officer.get('/console/review/stops/new?type=STOP_SOURCE')
    const all = [...words(page.html), ...words(again.html)]
    expect(all.length).toBeGreaterThan(4)
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('what is remembered of forms', () => {
  const run =
    (came: 'done' | 'shown') => async (tell: (what: { kind: 'done'; at: string } | { kind: 'shown' }) => void) => {
      tell(came === 'done' ? { kind: 'done', at: '/x' } : { kind: 'shown' })
      return came
    }

  it('is what came of the last ones, and no page', async () => {
    const sendings: Sendings = new Map()
    for (let i = 0; i < LIMITS.formsRemembered + 5; i += 1) {
      await once(sendings, { word: `s${i}`, digest: 'd' }, run('shown'))
      await once(sendings, { word: `w${i}`, digest: 'd' }, run('done'))
    }
    expect(sendings.size).toBe(LIMITS.formsRemembered)
    const last = { word: `w${LIMITS.formsRemembered + 4}`, digest: 'd' }
    expect(await once(sendings, last, run('done'))).toEqual({ before: { kind: 'done', at: '/x' } })
    expect(await once(sendings, { ...last, digest: 'e' }, run('done'))).toEqual({ before: { kind: 'other' } })
  })

  it('is nothing of a page that is still on its way: what is chosen meanwhile waits for it, and counts', async () => {
    const sendings: Sendings = new Map()
    let shown: () => void = () => undefined
    const preview = once(sendings, { word: 'w', digest: 'preview' }, async (tell) => {
      await new Promise<void>((resolve) => (shown = resolve))
      tell({ kind: 'shown' })
      return 'shown'
    })
    const given = once(sendings, { word: 'w', digest: 'give' }, run('done'))
    shown()
    expect([await preview, await given]).toEqual([{ answer: 'shown' }, { answer: 'done' }])
    expect(await once(sendings, { word: 'w', digest: 'preview' }, run('shown'))).toEqual({ before: { kind: 'other' } })
  })

  it('is that it is unknown, where it ended in a fault', async () => {
    const sendings: Sendings = new Map()
    const form = { word: 'w', digest: 'd' }
    await expect(once(sendings, form, () => Promise.reject(new Error('x')))).rejects.toThrow('x')
    expect(await once(sendings, form, run('done'))).toEqual({ before: { kind: 'unknown' } })
  })
})
