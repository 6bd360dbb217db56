# METADATA
# title: Geen hernieuwde verwerking
# description: Renewed processing after the term exists only for care and safety houses, so not for a RIEC.
# custom:
#   id: BGS-10
#   act: BGS
#   article: BGS 1.16 lid 2
#   tier: 2
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     Who names a case of a RIEC under another regime is told this only if their organ is involved, for else it would
#     tell that the case is there (I).
#   title:
#     nl: Geen hernieuwde verwerking
#     en: No renewed processing
#   text:
#     nl: >-
#       Na de bewaartermijn mogen gegevens van een RIEC niet opnieuw worden gebruikt. Die mogelijkheid bestaat alleen
#       voor Zorg- en Veiligheidshuizen.
#     en: >-
#       After the retention term data of a RIEC may not be used anew. That possibility exists only for care and safety
#       houses.
#   remedies: [NEW_SIGNAL]
package norms.bgs.bgs_10

import data.lib

findings contains {"norm": "BGS-10", "effect": "deny"} if {
	input.inquiry.mode == "RENEW"
	in_a_riec
}

in_a_riec if lib.wgs

in_a_riec if lib.caller_involved
