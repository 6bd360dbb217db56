/** Signed out here, and the way to sign out at the provider as well. */
import { Alert } from '../parts/alert.tsx'
import { Doorstep } from '../parts/doorstep.tsx'
import { type Language, tongue } from '../words.ts'

export function SignOutPage({ language, farewell }: { readonly language: Language; readonly farewell: URL }) {
  const t = tongue(language)
  const { href, host } = farewell
  return (
    <Doorstep language={language} title={t('Uitloggen', 'Sign out')}>
      <Alert kind="ok" focus>
        <p class="nl-paragraph">{t('U bent uitgelogd bij Sluis.', 'You are signed out of Sluis.')}</p>
      </Alert>
      <p class="nl-paragraph">
        {t(
          `Bij ${host} bent u misschien nog ingelogd: dan komt wie nu op deze computer gaat zitten, zo weer binnen.`,
          `At ${host} you may still be signed in: then who sits down at this computer now gets in again at once.`,
        )}
      </p>
      <p class="nl-paragraph">
        <a class="nl-button nl-button--primary" href={href}>
          {t(`Ook afmelden bij ${host}`, `Sign out at ${host} as well`)}
        </a>
      </p>
    </Doorstep>
  )
}
