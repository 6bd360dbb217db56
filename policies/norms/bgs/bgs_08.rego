# METADATA
# title: Gescreend en opgeleid
# description: >-
#   Access only with a certificate of conduct or statutory screening; training in care of data, rules, security and
#   ethics.
# custom:
#   id: BGS-08
#   act: BGS
#   article: BGS 1.11 en 1.17
#   tier: 2
#   certainty: V1
#   effect: deny + obligation
#   absence: null
#   title:
#     nl: Gescreend en opgeleid
#     en: Screened and trained
#   text:
#     nl: >-
#       Alleen wie gescreend is, mag in een RIEC gegevens vragen. Wie nog niet is opgeleid, moet de opleiding
#       volgen.
#     en: >-
#       Only screened staff may ask for data in a RIEC. Who is not trained yet must follow the training.
#   remedies: [TRAIN_AND_SCREEN]
package norms.bgs.bgs_08

import data.lib

findings contains {"norm": "BGS-08", "effect": "deny"} if {
	lib.wgs
	not input.caller.screened
}

findings contains {"norm": "BGS-08", "effect": "oblige", "obligation": "TRAIN"} if {
	lib.wgs
	not input.caller.trained
}
