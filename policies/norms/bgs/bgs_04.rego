# METADATA
# title: Eerst een kwaliteitscontrole
# description: >-
#   A result leaves only after a quality check; steering information or advice states on what it is based where
#   possible.
# custom:
#   id: BGS-04
#   act: BGS
#   article: BGS 1.8
#   tier: 2
#   certainty: V1
#   effect: deny + obligation
#   absence: deny
#   inferred: >-
#     The check is recorded for one result, by somebody who works in the RIEC and is not the asker. A result that is
#     asked under another regime has been checked no better, so the norm speaks under every regime (I).
#   title:
#     nl: Eerst een kwaliteitscontrole
#     en: A quality check first
#   text:
#     nl: >-
#       Een resultaat gaat pas weg als een ander de kwaliteit ervan heeft gecontroleerd. Waar dat kan, staat erbij waar
#       het op is gebaseerd.
#     en: >-
#       A result leaves only once somebody else has checked its quality. Where possible it says on what it is based.
#   remedies: [QUALITY_CHECK]
package norms.bgs.bgs_04

import data.lib

findings contains {"norm": "BGS-04", "effect": "deny"} if {
	lib.result
	not ["QUALITY", null] in lib.upheld
}

findings contains {"norm": "BGS-04", "effect": "oblige", "obligation": "STATE_BASIS"} if lib.result
