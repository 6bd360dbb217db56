/** Review afterwards: samples, findings with their follow-up, obligations with their last day, and stops. */
import type { PageModule } from '../page.ts'
import { CASE_FILTER, DAY_FILTER, filteredBy } from '../parts/filter.ts'
import { finding, findings } from './reviewing/findings.tsx'
import { obligation, obligations } from './reviewing/obligations.tsx'
import { overview } from './reviewing/overview.tsx'
import { redraw, sample } from './reviewing/sample.tsx'
import { draw, samples } from './reviewing/samples.tsx'
import { lift, stopForm, stops } from './reviewing/stops.tsx'
import { writeFinding } from './reviewing/write-finding.tsx'

export const reviewPage: PageModule = {
  right: 'review',
  path: '/review',
  routes: {
    'GET /': overview,
    'GET /samples': samples,
    'POST /samples': draw,
    'GET /samples/:id': sample,
    'POST /samples/:id/redraw': redraw,
    'GET /findings': findings,
    'GET /findings/new': writeFinding,
    'POST /findings/new': writeFinding,
    'GET /findings/:id': finding,
    'POST /findings/:id': finding,
    'GET /obligations': (v, c) => obligations(v, c),
    'POST /obligations': filteredBy(
      '/console/review/obligations',
      { ...CASE_FILTER, dueBefore: DAY_FILTER },
      obligations,
      ['status'],
    ),
    'GET /obligations/:id': obligation,
    'POST /obligations/:id': obligation,
    'GET /stops': stops,
    'GET /stops/new': stopForm,
    'POST /stops/new': stopForm,
    'GET /stops/:id': lift,
    'POST /stops/:id': lift,
  },
}
