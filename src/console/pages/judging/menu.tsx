/** What the pages about judgements have in common: their own menu, and what was just done. */
import type { Visit } from '../../page.ts'
import { Done } from '../../parts/acted.tsx'
import { SubMenu } from '../../parts/sub-menu.tsx'

export function judgementsMenu(v: Visit) {
  const { t } = v
  return (
    <SubMenu
      v={v}
      label={t('Oordelen', 'Judgements')}
      items={[
        ['/console/judgements', t('Wacht op u', 'Waits for you')],
        ['/console/judgements/standing', t('Oordelen die gelden', 'Judgements in force')],
        ['/console/judgements/new', t('Nieuw oordeel', 'New judgement')],
      ]}
    />
  )
}

export function recordedWord({ t }: Visit, done: string | undefined) {
  const words: Readonly<Record<string, string>> = {
    given: t('Uw oordeel is vastgelegd.', 'Your judgement was recorded.'),
    withdrawn: t('Het oordeel is ingetrokken.', 'The judgement was withdrawn.'),
  }
  return <Done words={done === undefined ? undefined : words[done]} />
}
