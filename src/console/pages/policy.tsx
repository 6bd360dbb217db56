/** Norms and policy: what decides here and on what ground, how it changed, and a place to try facts out. */
import type { PageModule } from '../page.ts'
import { filteredBy } from '../parts/filter.ts'
import { NORM_FILTER, normPage, normsPage } from './policy/norms.tsx'
import { differencePage, revisionsPage } from './policy/revisions.tsx'
import { caseFile, tried, tryPage } from './policy/try.tsx'

export const policyPage: PageModule = {
  right: 'policy',
  path: '/policy',
  routes: {
    'GET /': (v, c) => normsPage(v, c),
    'POST /': filteredBy('/console/policy', NORM_FILTER, normsPage),
    'GET /norms/:id': (v, c) => normPage(v, c.req.param('id') ?? ''),
    'GET /revisions': (v, c) => revisionsPage(v, c.req.query('cursor')),
    'GET /difference': (v, c) => differencePage(v, c.req.query()),
    'GET /try': (v, c) => tryPage(v, c.req.query()),
    'POST /try': tried,
    'POST /try/case': caseFile,
  },
}
