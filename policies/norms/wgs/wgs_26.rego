# METADATA
# title: Na vijf jaar vernietigen
# description: Joint data are destroyed or anonymised at latest five years after the first processing.
# custom:
#   id: WGS-26
#   act: WGS
#   article: WGS 1.8 lid 7
#   tier: 1
#   certainty: V1
#   effect: deny + obligation
#   absence: null
#   inferred: >-
#     Five years are counted as 1826 days, the fewest that five calendar years of this century have, so a term with two
#     leap days ends one day early and never late. After it nothing comes in and nobody is added (I).
#   title:
#     nl: Na vijf jaar vernietigen
#     en: Destroy after five years
#   text:
#     nl: >-
#       De gegevens van deze zaak zijn meer dan vijf jaar geleden voor het eerst verwerkt. U mag ze niet meer gebruiken.
#       Zij moeten worden vernietigd of anoniem gemaakt.
#     en: >-
#       The data of this case were first processed more than five years ago. They may no longer be used and must be
#       destroyed or made anonymous.
#   remedies: [OWN_POWER]
package norms.wgs.wgs_26

import data.lib

findings contains {"norm": "WGS-26", "effect": "deny"} if past_term

findings contains {"norm": "WGS-26", "effect": "oblige", "obligation": "DESTROY"} if past_term

acts contains {"norm": "WGS-26", "effect": "deny"} if {
	lib.adds_to_case
	input.case.regime == "WGS"
	term_over
}

past_term if {
	lib.wgs
	lib.state
	term_over
}

term_over if input.case.firstProcessedDay + 1826 < input.today
